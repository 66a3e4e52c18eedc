const API = "https://api.example/orders";

export async function countOrders() {
  const response = await fetch(API);
  return Number(response.headers.get("X-Total"));
}

export async function saveOrder(order) {
  const response = await fetch(`${API}/${order.id}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  });
  if (!response.ok) throw new Error(`The server said ${response.status}.`);
}
