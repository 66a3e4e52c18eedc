import { isPrimitive, isTruthy, joined, Thing, textParts, Unknown, type Value } from "./values.js";

/** @param source of the whole expression, asked for where the result is unknown */
export function binary(operator: string, left: Value, right: Value, source: () => string): Value {
  if (operator === "+" && (isText(left) || isText(right))) return joined([...textParts(left), ...textParts(right)]);
  if (!isPrimitive(left) || !isPrimitive(right)) return new Unknown(source());
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "===":
    case "==":
      return left === right;
    case "!==":
    case "!=":
      return left !== right;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return new Unknown(source());
  }
}

/** Something unknown that is added to is text more often than not. */
function isText(value: Value): boolean {
  return typeof value === "string" || value instanceof Unknown || !isPrimitive(value);
}

export function unary(operator: string, value: Value, source: () => string): Value {
  const truth = isTruthy(value);
  switch (operator) {
    case "!":
      return truth === undefined ? new Unknown(source()) : !truth;
    case "void":
      return undefined;
    case "-":
      return typeof value === "number" ? -value : new Unknown(source());
    case "+":
      return isPrimitive(value) && typeof value !== "bigint" ? Number(value) : new Unknown(source());
    case "typeof":
      return typeof value === "string" ? "string" : value instanceof Thing ? "object" : new Unknown(source());
    default:
      return new Unknown(source());
  }
}
