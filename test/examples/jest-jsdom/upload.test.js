const API = "https://api.example/files";

function upload(body, onProgress) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    if (onProgress !== null) xhr.upload.addEventListener("progress", onProgress);
    xhr.open("POST", API);
    xhr.responseType = "json";
    xhr.onload = () => resolve(xhr.response);
    xhr.onerror = () => reject(new TypeError("upload failed"));
    xhr.send(body);
  });
}

test("uploads a form", async () => {
  const form = new FormData();
  form.append("file", new File(["hello"], "a.txt", { type: "text/plain" }));
  const { method, body } = await upload(form, null);
  expect(method).toBe("POST");
  expect(body).toMatch(/filename="a.txt"\r\nContent-Type: text\/plain\r\n\r\nhello/);
});

test("asks by fetch, and reads a stream", async () => {
  const response = await fetch(API, { method: "POST", body: new Uint8Array([104, 105]) });
  const { value } = await response.body.getReader().read();
  expect(JSON.parse(String.fromCharCode(...value)).body).toBe("hi");
});

// A listener for progress makes a preflight, whose answer does not name the header.
test("uploads with a progress bar", async () => {
  let done = 0;
  await upload(new Blob(["hello"], { type: "application/zip" }), (event) => {
    done = event.loaded;
  });
  expect(done).toBe(5);
});
