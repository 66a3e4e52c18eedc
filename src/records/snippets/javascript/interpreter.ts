import type { AnyNode, Expression, Function as FunctionNode, Pattern, Program, SpreadElement, Super } from "acorn";
import { Draft } from "../draft.js";
import type { SnippetCall, Span } from "../snippet.js";
import { memberOf } from "./members.js";
import { binary, unary } from "./operators.js";
import {
  Class,
  Func,
  isPrimitive,
  isTruthy,
  joined,
  List,
  Native,
  Scope,
  type Site,
  type Slot,
  Thing,
  textParts,
  Unknown,
  type Value,
} from "./values.js";

/** Steps after which a snippet has said enough; no loop and no recursion gets past them. */
const MOST_STEPS = 50_000;
const DEEPEST = 60;
/** Requests of one snippet. */
const MOST_CALLS = 50;
/** Items of a list for which a callback is looked at. */
const MOST_ITEMS = 10;

/** Leaves a function with a value. */
class Returned {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** Of a class in a snippet: what it has by a parent, a decorator or a part that is not shown is not known. */
class Instance extends Thing {
  override get(key: string): Value {
    return this.slots.has(key) ? super.get(key) : new Unknown(`this.${key}`);
  }
}

/** The snippet is too long, or goes in circles: what was found until then counts. */
class Enough extends Error {}

/**
 * Follows a snippet's code without running it: every branch is taken, every function that nobody calls is called once,
 * and what is not in the snippet stays unknown.
 */
export class Interpreter {
  readonly text: string;
  readonly #globals: Scope;
  readonly #functions: (Func | Class)[] = [];
  readonly #drafts: Draft[] = [];
  readonly #endings: (() => void)[] = [];
  /** Conditions that decided something and are not in the snippet. */
  readonly #branches: string[] = [];
  /** Of conditional expressions: which side was taken, though the snippet does not say. */
  readonly #choices: { readonly name: string; readonly at: Span }[] = [];
  #steps = 0;
  #depth = 0;
  /** Milliseconds that a timer around has been set to. */
  delay = 0;
  /** What something unknown is, going by its name. */
  likely: (name: string) => Thing | null = () => null;

  constructor(text: string, globals: Scope) {
    this.text = text;
    this.#globals = globals;
  }

  run(program: Program): SnippetCall[] {
    try {
      this.#body(program.body, new Scope(this.#globals), undefined);
      for (let i = 0; i < this.#functions.length; i++) this.#callUncalled(this.#functions[i]!);
      for (const ending of this.#endings) ending();
    } catch (error) {
      if (!(error instanceof Enough || error instanceof RangeError)) throw error;
    }
    return this.#drafts.map((draft) => draft.finish(this.text));
  }

  /** A request was found. */
  begin(what: string, at: Span): Draft {
    if (this.#drafts.length >= MOST_CALLS) throw new Enough();
    const draft = new Draft(what, at);
    this.#drafts.push(draft);
    const choices = this.#choices.filter((choice) => choice.at.start >= at.start && choice.at.end <= at.end);
    for (const name of [...this.#branches, ...choices.map(({ name }) => name)]) {
      draft.assume({ field: "code", code: "branch", name, value: "true" });
    }
    return draft;
  }

  /** To be done when all has been read. */
  atEnd(ending: () => void): void {
    this.#endings.push(ending);
  }

  #callUncalled(callee: Func | Class): void {
    if (callee instanceof Class) {
      if (callee.constructed) return;
      this.construct(callee, [], { at: callee.node, args: [], name: "class" });
      return;
    }
    if (!callee.called) this.call(callee, [], { at: callee.node, args: [], name: "function" });
  }

  #step(): void {
    if (++this.#steps > MOST_STEPS) throw new Enough();
  }

  // Statements

  #body(nodes: readonly AnyNode[], scope: Scope, self: Value): Returned | null {
    this.#hoist(nodes, scope, self);
    let first: Returned | null = null;
    for (const node of nodes) {
      const returned = this.#statement(node, scope, self);
      // What follows a return under a condition counts too; of several values the first is taken.
      first ??= returned;
      if (returned !== null && node.type === "ReturnStatement") break;
    }
    return first;
  }

  /** Function declarations are there before the code above them runs. */
  #hoist(nodes: readonly AnyNode[], scope: Scope, self: Value): void {
    for (const node of nodes) {
      const declared = "declaration" in node && node.declaration ? node.declaration : node;
      if (declared.type === "FunctionDeclaration" && declared.id) {
        scope.declare(declared.id.name, { value: this.#function(declared, scope, self), at: declared });
      }
    }
  }

  #function(node: Func["node"], scope: Scope, self: Value): Func {
    const made = new Func(node, scope, self);
    this.#functions.push(made);
    return made;
  }

  #statement(node: AnyNode, scope: Scope, self: Value): Returned | null {
    this.#step();
    switch (node.type) {
      case "ExpressionStatement":
        this.value(node.expression, scope, self);
        return null;
      case "VariableDeclaration":
        for (const { id, init } of node.declarations) {
          this.#bind(id, init ? this.#slot(init, scope, self) : { value: undefined, at: id }, scope, self, true);
        }
        return null;
      case "ReturnStatement":
        return new Returned(node.argument ? this.value(node.argument, scope, self) : undefined);
      case "IfStatement":
        return this.#if(node, scope, self);
      case "BlockStatement":
        return this.#body(node.body, new Scope(scope), self);
      case "TryStatement": {
        const tried = this.#body(node.block.body, new Scope(scope), self);
        const caught = node.handler ? this.#caught(node.handler, scope, self) : null;
        const last = node.finalizer ? this.#body(node.finalizer.body, new Scope(scope), self) : null;
        return tried ?? caught ?? last;
      }
      case "ForStatement": {
        const inner = new Scope(scope);
        if (node.init) this.#statement(node.init as AnyNode, inner, self);
        if (node.test) this.value(node.test, inner, self);
        return this.#statement(node.body, inner, self);
      }
      case "ForInStatement":
      case "ForOfStatement":
        return this.#forEach(node, scope, self);
      case "WhileStatement":
      case "DoWhileStatement":
        this.value(node.test, scope, self);
        return this.#statement(node.body, scope, self);
      case "SwitchStatement": {
        this.value(node.discriminant, scope, self);
        return this.#body(
          node.cases.flatMap(({ consequent }) => consequent),
          new Scope(scope),
          self,
        );
      }
      case "LabeledStatement":
        return this.#statement(node.body, scope, self);
      case "ThrowStatement":
        this.value(node.argument, scope, self);
        return null;
      case "ClassDeclaration":
        if (node.id) scope.declare(node.id.name, { value: this.#class(node, scope), at: node });
        return null;
      case "ExportNamedDeclaration":
        return node.declaration ? this.#statement(node.declaration, scope, self) : null;
      case "ExportDefaultDeclaration":
        if (node.declaration.type === "FunctionDeclaration") return null;
        if (node.declaration.type === "ClassDeclaration") return this.#statement(node.declaration, scope, self);
        this.value(node.declaration as Expression, scope, self);
        return null;
      case "ImportDeclaration":
        for (const { local } of node.specifiers) {
          const value = this.module(String(node.source.value), local.name);
          scope.declare(local.name, { value, at: node });
        }
        return null;
      default:
        // An expression stands where `for` may have a declaration.
        if (/Expression$/.test(node.type)) this.value(node as Expression, scope, self);
        return null;
    }
  }

  /** What an imported name stands for: the library that goes by the module's name. */
  module(source: string, local: string): Value {
    const library = { axios: "axios", jquery: "jQuery", ky: "ky", ofetch: "ofetch", superagent: "superagent" }[source];
    if (library !== undefined) return this.#globals.find(library)?.value;
    if (/^(?:node-fetch|cross-fetch|isomorphic-fetch|whatwg-fetch|undici)$/.test(source)) {
      return this.#globals.find("fetch")?.value;
    }
    return this.#globals.find(local)?.value ?? new Unknown(local);
  }

  #caught(node: AnyNode & { type: "CatchClause" }, scope: Scope, self: Value): Returned | null {
    const inner = new Scope(scope);
    if (node.param) this.#bindUnknown(node.param, inner, self);
    return this.#body(node.body.body, inner, self);
  }

  #if(node: AnyNode & { type: "IfStatement" }, scope: Scope, self: Value): Returned | null {
    const test = isTruthy(this.value(node.test, scope, self));
    const consequent =
      test === false ? null : this.#under(node.test, test, () => this.#statement(node.consequent, scope, self));
    if (!node.alternate || test === true) return consequent;
    const { alternate } = node;
    return consequent ?? this.#statement(alternate, scope, self);
  }

  /** Requests in here are made only if this holds. */
  #under<T>(condition: AnyNode, known: boolean | undefined, look: () => T): T {
    if (known !== undefined) return look();
    this.#branches.push(this.source(condition));
    try {
      return look();
    } finally {
      this.#branches.pop();
    }
  }

  #forEach(node: AnyNode & { type: "ForOfStatement" | "ForInStatement" }, scope: Scope, self: Value): Returned | null {
    const list = this.value(node.right, scope, self);
    const items: Value[] =
      list instanceof List && node.type === "ForOfStatement"
        ? list.items.slice(0, MOST_ITEMS).map(({ value }) => value)
        : [new Unknown(this.source(node.left))];
    let first: Returned | null = null;
    for (const item of items) {
      const inner = new Scope(scope);
      const { left } = node;
      const target = left.type === "VariableDeclaration" ? left.declarations[0]!.id : left;
      this.#bind(target, { value: item, at: left }, inner, self, left.type === "VariableDeclaration");
      first ??= this.#statement(node.body, inner, self);
    }
    return first;
  }

  // Names

  #bind(target: Pattern, slot: Slot, scope: Scope, self: Value, declares: boolean): void {
    this.#step();
    switch (target.type) {
      case "Identifier":
        if (declares) scope.declare(target.name, named(slot, target.name));
        else scope.assign(target.name, named(slot, target.name));
        return;
      case "MemberExpression": {
        const owner = this.value(target.object as Expression, scope, self);
        const key = this.#key(target, scope, self);
        if (owner instanceof Thing && key !== null) owner.set(key, { ...slot, at: slot.at });
        return;
      }
      case "AssignmentPattern": {
        const isGiven = slot.value !== undefined && !(slot.value instanceof Unknown);
        this.#bind(target.left, isGiven ? slot : this.#slot(target.right, scope, self), scope, self, declares);
        return;
      }
      case "ObjectPattern":
        for (const property of target.properties) {
          if (property.type === "RestElement") {
            this.#bind(property.argument, slot, scope, self, declares);
            continue;
          }
          const key = property.computed
            ? this.#text(this.value(property.key, scope, self))
            : property.key.type === "Identifier"
              ? property.key.name
              : property.key.type === "Literal"
                ? String(property.key.value)
                : "";
          this.#bind(property.value, this.#memberSlot(slot, key ?? ""), scope, self, declares);
        }
        return;
      case "ArrayPattern":
        for (const [index, element] of target.elements.entries()) {
          if (element === null) continue;
          if (element.type === "RestElement") {
            const { value } = slot;
            const rest = value instanceof List ? new List(value.items.slice(index)) : value;
            this.#bind(element.argument, { ...slot, value: rest }, scope, self, declares);
          } else this.#bind(element, this.#memberSlot(slot, String(index)), scope, self, declares);
        }
        return;
      default:
    }
  }

  #memberSlot({ value, at }: Slot, key: string): Slot {
    if (value instanceof List && value.items[Number(key)] !== undefined) return value.items[Number(key)]!;
    if (value instanceof Thing) return value.slot(key) ?? { value: this.member(value, key), at };
    if (value instanceof Unknown) return { value: new Unknown(key === "" ? value.name : key), at };
    return { value: this.member(value, key), at };
  }

  #bindUnknown(target: Pattern, scope: Scope, self: Value): void {
    // A name's type, where it has one, is a part of its node.
    const name = target.type === "Identifier" ? target.name : this.source(target);
    this.#bind(target, { value: new Unknown(name), at: target }, scope, self, true);
  }

  // Expressions

  #slot(node: AnyNode, scope: Scope, self: Value): Slot {
    const value = this.value(node as Expression, scope, self);
    // Where a name stands for something, the place of interest is where that is said.
    if (node.type === "Identifier") return { value, at: scope.find(node.name)?.at ?? node };
    return { value, at: node };
  }

  value(node: Expression | Super | AnyNode, scope: Scope, self: Value): Value {
    this.#step();
    if (this.#depth > DEEPEST * 8) throw new Enough();
    this.#depth++;
    try {
      return this.#value(node, scope, self);
    } finally {
      this.#depth--;
    }
  }

  #value(node: AnyNode, scope: Scope, self: Value): Value {
    switch (node.type) {
      case "Literal":
        return node.regex || (typeof node.value === "object" && node.value !== null)
          ? new Unknown(this.source(node))
          : (node.value as Value);
      case "TemplateLiteral":
        return joined(
          node.quasis.flatMap((quasi, index) => [
            quasi.value.cooked ?? quasi.value.raw,
            ...(node.expressions[index] === undefined
              ? []
              : textParts(this.value(node.expressions[index]!, scope, self))),
          ]),
        );
      case "Identifier":
        return this.#identifier(node.name, scope);
      case "ThisExpression":
        return self ?? new Unknown("this");
      case "ObjectExpression":
        return this.#object(node, scope, self);
      case "ArrayExpression":
        return new List(this.#args(node.elements, scope, self));
      case "FunctionExpression":
        return this.#function(node, scope, undefined);
      case "ArrowFunctionExpression":
        return this.#function(node, scope, self);
      case "ClassExpression":
        return this.#class(node, scope);
      case "MemberExpression":
        return this.#memberExpression(node, scope, self);
      case "CallExpression":
        return this.#callExpression(node, scope, self);
      case "NewExpression": {
        const callee = this.value(node.callee, scope, self);
        const slots = this.#args(node.arguments, scope, self);
        return this.construct(
          callee,
          slots.map(({ value }) => value),
          this.#site(node, slots),
        );
      }
      case "AwaitExpression":
        return this.value(node.argument, scope, self);
      case "YieldExpression":
        return node.argument ? this.value(node.argument, scope, self) : undefined;
      case "ChainExpression":
      case "ParenthesizedExpression":
        return this.value(node.expression, scope, self);
      case "AssignmentExpression":
        return this.#assignment(node, scope, self);
      case "ConditionalExpression":
        return this.#conditional(node, scope, self);
      case "LogicalExpression":
        return this.#logical(node, scope, self);
      case "BinaryExpression": {
        const left = this.value(node.left as Expression, scope, self);
        return binary(node.operator, left, this.value(node.right, scope, self), () => this.source(node));
      }
      case "UnaryExpression":
        return unary(node.operator, this.value(node.argument, scope, self), () => this.source(node));
      case "UpdateExpression":
        return new Unknown(this.source(node.argument));
      case "SequenceExpression":
        return node.expressions.map((each) => this.value(each, scope, self)).at(-1);
      case "TaggedTemplateExpression":
        return new Unknown(this.source(node));
      case "ImportExpression":
        return new Unknown("import()");
      default:
        return this.#foreign(node, scope, self);
    }
  }

  /** TypeScript's and JSX's own nodes: what they wrap counts. */
  #foreign(node: object, scope: Scope, self: Value): Value {
    if ("expression" in node && typeof node.expression === "object" && node.expression !== null) {
      return this.value(node.expression as Expression, scope, self);
    }
    const type = "type" in node ? String(node.type) : "";
    if (type.startsWith("JSX")) this.#jsx(node, scope, self);
    return new Unknown(type);
  }

  /** Handlers in attributes, and what stands between tags. */
  #jsx(node: object, scope: Scope, self: Value): void {
    const { openingElement, children } = node as {
      openingElement?: { attributes?: { value?: AnyNode | null }[] };
      children?: AnyNode[];
    };
    for (const { value } of openingElement?.attributes ?? []) if (value) this.value(value, scope, self);
    for (const child of children ?? []) this.value(child, scope, self);
  }

  #identifier(name: string, scope: Scope): Value {
    if (name === "undefined") return undefined;
    const slot = scope.find(name);
    return slot === undefined ? new Unknown(name) : slot.value;
  }

  #object(node: AnyNode & { type: "ObjectExpression" }, scope: Scope, self: Value): Thing {
    const made = new Thing();
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const value = this.value(property.argument, scope, self);
        if (value instanceof Thing) {
          for (const [key, slot] of value.slots) made.set(key, slot);
          made.spread.push(...value.spread);
        } else if (value instanceof Unknown) made.spread.push(value);
        continue;
      }
      const { key } = property;
      const name =
        !property.computed && key.type === "Identifier"
          ? key.name
          : this.#text(this.value(key as Expression, scope, self));
      if (name === null) made.spread.push(new Unknown(this.source(property)));
      else {
        const slot = this.#slot(property.value as AnyNode, scope, self);
        if (slot.value instanceof Func && property.method) slot.value.self = made;
        made.set(name, property.shorthand ? slot : { value: slot.value, at: property });
      }
    }
    return made;
  }

  #args(nodes: readonly (Expression | SpreadElement | null)[], scope: Scope, self: Value): Slot[] {
    return nodes.flatMap((node): Slot[] => {
      if (node === null) return [{ value: undefined, at: { start: 0, end: 0 } }];
      if (node.type !== "SpreadElement") return [this.#slot(node, scope, self)];
      const value = this.value(node.argument, scope, self);
      return value instanceof List ? value.items : [{ value: value instanceof Unknown ? value : undefined, at: node }];
    });
  }

  #memberExpression(node: AnyNode & { type: "MemberExpression" }, scope: Scope, self: Value): Value {
    const owner = this.value(node.object as Expression, scope, self);
    const key = this.#key(node, scope, self);
    const likely = owner instanceof Unknown || owner === undefined ? this.likely(this.source(node.object)) : null;
    if (likely !== null && key !== null) return likely.get(key) ?? new Unknown(this.source(node));
    if (owner instanceof Unknown || key === null) return new Unknown(this.source(node));
    return this.member(owner, key) ?? undefined;
  }

  /** @returns null when the snippet does not tell */
  #key(node: AnyNode & { type: "MemberExpression" }, scope: Scope, self: Value): string | null {
    if (!node.computed)
      return node.property.type === "PrivateIdentifier"
        ? `#${node.property.name}`
        : (node.property as { name: string }).name;
    return this.#text(this.value(node.property as Expression, scope, self));
  }

  #text(value: Value): string | null {
    const [first = "", ...rest] = textParts(value);
    return typeof first === "string" && rest.length === 0 ? first : null;
  }

  member(owner: Value, key: string): Value {
    const own = owner instanceof Thing ? owner.get(key) : undefined;
    return own ?? memberOf(owner, key, this);
  }

  #callExpression(node: AnyNode & { type: "CallExpression" }, scope: Scope, self: Value): Value {
    const { callee } = node;
    if (callee.type === "Super") {
      this.#args(node.arguments, scope, self);
      return undefined;
    }
    if (callee.type === "Identifier" && callee.name === "require" && scope.find("require") === undefined) {
      const [source] = this.#args(node.arguments, scope, self);
      return this.module(String(source?.value ?? ""), this.source(node));
    }
    const target = this.value(callee, scope, self);
    const slots = this.#args(node.arguments, scope, self);
    return this.call(
      target,
      slots.map(({ value }) => value),
      this.#site(node, slots),
    );
  }

  #site(node: AnyNode & { type: "CallExpression" | "NewExpression" }, slots: readonly Slot[]): Site {
    return { at: node, args: slots.map(({ at }) => at), name: this.source(node.callee) };
  }

  call(target: Value, args: readonly Value[], site: Site): Value {
    this.#step();
    if (target instanceof Native) return target.call(args, site);
    if (target instanceof Func) return this.#enter(target, args, site);
    const likely = this.likely(site.name);
    if (likely instanceof Native) return likely.call(args, site);
    // Nobody knows what it does with functions: that it calls them is likely.
    for (const arg of args) if (arg instanceof Func && !arg.called) this.#enter(arg, [], site);
    return new Unknown(`${site.name}()`);
  }

  /** Calls functions that the snippet hands over, as the platform would. */
  callback(target: Value, args: readonly Value[], site: Site): Value {
    return target instanceof Func || target instanceof Native ? this.call(target, args, site) : undefined;
  }

  #enter(target: Func, args: readonly Value[], site: Site): Value {
    target.called = true;
    if (this.#depth > DEEPEST) return new Unknown(site.name);
    this.#depth++;
    try {
      const { node } = target;
      const scope = new Scope(target.scope);
      this.#parameters(node, args, site, scope, target.self);
      // An overload of TypeScript's, or a method of an abstract class, has none.
      if ((node.body as typeof node.body | undefined) === undefined) return new Unknown(`${site.name}()`);
      if (node.body.type !== "BlockStatement") return this.value(node.body, scope, target.self);
      const returned = this.#body(node.body.body, scope, target.self);
      return returned === null ? undefined : returned.value;
    } finally {
      this.#depth--;
    }
  }

  #parameters({ params }: FunctionNode, args: readonly Value[], site: Site, scope: Scope, self: Value): void {
    for (const [index, param] of params.entries()) {
      if (param.type === "RestElement") {
        const items = args.slice(index).map((value, at) => ({ value, at: site.args[index + at] ?? site.at }));
        this.#bind(param.argument, { value: new List(items), at: site.at }, scope, self, true);
      } else if (index < args.length) {
        this.#bind(param, { value: args[index], at: site.args[index] ?? site.at }, scope, self, true);
      } else if (param.type === "AssignmentPattern") {
        this.#bind(param, { value: undefined, at: param }, scope, self, true);
      } else {
        this.#bindUnknown(param, scope, self);
      }
    }
  }

  construct(target: Value, args: readonly Value[], site: Site): Value {
    this.#step();
    if (target instanceof Native) return target.construct(args, site);
    if (target instanceof Class) return this.#instance(target, args, site);
    if (target instanceof Func) {
      const made = new Thing();
      target.self = made;
      this.#enter(target, args, site);
      return made;
    }
    for (const arg of args) if (arg instanceof Func && !arg.called) this.#enter(arg, [], site);
    return new Unknown(`new ${site.name}()`);
  }

  #class(node: Class["node"], scope: Scope): Class {
    const made = new Class(node, scope);
    this.#functions.push(made);
    return made;
  }

  #instance(target: Class, args: readonly Value[], site: Site): Value {
    target.constructed = true;
    const made = new Instance();
    let setUp: Func | null = null;
    for (const member of target.node.body.body) {
      if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
      const { key } = member;
      const name =
        key.type === "Identifier" ? key.name : key.type === "PrivateIdentifier" ? `#${key.name}` : this.source(key);
      if (member.type === "PropertyDefinition") {
        const value = member.value ? this.value(member.value, target.scope, made) : undefined;
        made.set(name, { value, at: member });
      } else {
        const method = this.#function(member.value as Func["node"], target.scope, made);
        if (member.kind === "constructor") setUp = method;
        else made.set(name, { value: method, at: member });
      }
    }
    if (setUp !== null) this.#enter(setUp, args, site);
    return made;
  }

  #assignment(node: AnyNode & { type: "AssignmentExpression" }, scope: Scope, self: Value): Value {
    const { operator, left } = node;
    if (operator === "=") {
      const slot = this.#slot(node.right, scope, self);
      this.#bind(left, left.type === "MemberExpression" ? { value: slot.value, at: node } : slot, scope, self, false);
      return slot.value;
    }
    const before = this.value(left as Expression, scope, self);
    const after = this.value(node.right, scope, self);
    const value = operator === "+=" ? binary("+", before, after, () => this.source(left)) : (before ?? after);
    this.#bind(left, { value, at: node }, scope, self, false);
    return value;
  }

  #conditional(node: AnyNode & { type: "ConditionalExpression" }, scope: Scope, self: Value): Value {
    const test = isTruthy(this.value(node.test, scope, self));
    if (test === false) return this.value(node.alternate, scope, self);
    const consequent = this.#under(node.test, test, () => this.value(node.consequent, scope, self));
    if (test === true) return consequent;
    const alternate = this.value(node.alternate, scope, self);
    if (consequent === undefined || consequent === null) return alternate;
    this.#choices.push({ name: this.source(node.test), at: node });
    return consequent;
  }

  #logical(node: AnyNode & { type: "LogicalExpression" }, scope: Scope, self: Value): Value {
    const left = this.value(node.left, scope, self);
    if (node.operator === "??") {
      if (left !== null && left !== undefined && !(left instanceof Unknown)) return left;
      return this.value(node.right, scope, self) ?? left;
    }
    const known = isTruthy(left);
    if (node.operator === "&&") return known === false ? left : this.value(node.right, scope, self);
    if (known === true) return left;
    const right = this.value(node.right, scope, self);
    return known === undefined && !isPrimitive(right) && !(right instanceof Thing) ? left : right;
  }

  source({ start, end }: Span): string {
    return this.text.slice(start, end).replace(/\s+/g, " ");
  }
}

/** What is unknown goes by the name that the code gives it. */
function named(slot: Slot, name: string): Slot {
  return slot.value instanceof Unknown && /[(){}[\]"'`]/.test(slot.value.name)
    ? { ...slot, value: new Unknown(name) }
    : slot;
}
