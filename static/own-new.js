// The form for a no of one's own. What is typed stays in this tab until it is sent.

import { get, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { FieldError, field, form } from "./form.js";
import { hinted, ownNoPath } from "./own-words.js";
import { show } from "./page.js";

/** @import {OwnList, ReasonChoice} from "./own-types.js" */

const KEPT = "askagain.own.new";
const MOST_REASONS = 2;

const content = find("content", HTMLDivElement);
show(content, () => /** @type {Promise<OwnList>} */ (get("/api/own")), draw);

/** @param {OwnList} list */
function draw({ nos, most, reasons, methods }) {
  if (nos.length >= most) {
    refill(content, element("p", {}, "You keep as many as fit. ", element("a", { href: "/own" }, "Delete one to make room"), "."));
    return;
  }
  const text = (/** @type {string} */ id, /** @type {number} */ length, needed = false) =>
    element("input", { id, type: "text", maxlength: String(length), autocomplete: "off", dir: "auto", required: needed });
  const long = (/** @type {string} */ id, /** @type {number} */ length, needed = false) =>
    element("textarea", { id, maxlength: String(length), rows: "3", dir: "auto", required: needed });
  const need = text("need", 200, true);
  const you = long("you", 600);
  const name = text("name", 60, true);
  const role = text("role", 80);
  const said = long("said", 300, true);
  const behind = boxes("reasons", "What may be behind it? One or two, a guess will do.", reasons.map((one) => ({ value: one.reason, name: one.name })));
  const tried = boxes("tried", "What have you tried already?", methods.filter((one) => one.method !== "direct").map((one) => ({ value: one.method, name: one.name })));
  const guess = element("p", { class: "quiet-line", id: "guess", role: "status" });
  const guessing = () => showGuess(guess, behind, hinted(said.value, reasons, MOST_REASONS));
  const fields = { need, you, name, role, said };
  restore(fields, behind, tried);
  guessing();

  const node = form(
    {
      id: "own",
      action: "Make the practice",
      busy: "Making it…",
      submit: async () => {
        const picked = behind.picked();
        if (picked.length === 0) throw new FieldError(behind.inputs[0], "Pick one or two of what may be behind the no. A guess will do.");
        if (picked.length > MOST_REASONS) throw new FieldError(behind.inputs[0], "Pick two at most: the two that weigh most.");
        /** @type {{id: string}} */
        const made = await post("/api/own", {
          need: need.value, you: you.value, name: name.value, role: role.value, said: said.value, reasons: picked, tried: tried.picked(),
        });
        forget();
        window.location.assign(ownNoPath(made.id));
      },
    },
    [
      step("1. What do you need?", field("What you need", need, "One thing to which somebody can say yes, such as: two days a week from home, from June."), field("What else matters (optional)", you, "Who you are to each other, and why you need it.")),
      step("2. From whom?", field("From whom", name, "A name, or what you call them."), field("Who they are to you (optional)", role, "Such as: my boss, the head of purchasing.")),
      step("3. What did they say, or what will they say?", field("Their no", said, "As they would say it. It is the first thing you will hear."), guess, behind.node),
      step("4. What did you try?", tried.node, element("p", { class: "soft" }, "They have heard that. In the practice it moves little or nothing.")),
    ],
    [element("span", { class: "soft" }, "No trainer, team or board sees it; whoever runs this server keeps it as they keep the rest. You can delete it at any time.")],
  );
  node.addEventListener("input", () => {
    guessing();
    keep(fields, behind, tried);
  });
  node.addEventListener("change", () => keep(fields, behind, tried));
  refill(content, node);
}

/**
 * @param {string} heading
 * @param {...import("./dom.js").Child} children
 */
function step(heading, ...children) {
  return element("section", { class: "step" }, element("h2", {}, heading), ...children);
}

/** @typedef {ReturnType<typeof boxes>} Boxes */

/**
 * Checkboxes under a question.
 * @param {string} id
 * @param {string} legend
 * @param {{value: string, name: string}[]} choices
 */
function boxes(id, legend, choices) {
  const inputs = choices.map((one) => element("input", { type: "checkbox", name: id, value: one.value, id: `${id}-${one.value}` }));
  const node = element("fieldset", { class: "boxes pair", id }, element("legend", {}, legend), ...choices.map((one, i) => element("label", {}, inputs[i], element("span", {}, one.name))));
  return { node, inputs, picked: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

/**
 * Proposes what the words hint at while nothing is picked; the rep decides.
 * @param {HTMLElement} place
 * @param {Boxes} behind
 * @param {ReasonChoice[]} found
 */
function showGuess(place, behind, found) {
  const words = behind.picked().length > 0 || found.length === 0 ? "" : `By the words it could be: ${found.map((one) => one.name.toLowerCase()).join(", or ")}. You know better.`;
  if (place.textContent !== words) place.textContent = words;
}

/** @typedef {Record<string, HTMLInputElement | HTMLTextAreaElement>} Fields */

/** @type {(fields: Fields, behind: Boxes, tried: Boxes) => void} */
function keep(fields, behind, tried) {
  const words = Object.fromEntries(Object.entries(fields).map(([id, input]) => [id, input.value]));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ words, reasons: behind.picked(), tried: tried.picked() }));
  } catch {
    // storage is full or switched off: the words still stand in the form
  }
}

/** @type {(fields: Fields, behind: Boxes, tried: Boxes) => void} */
function restore(fields, behind, tried) {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return; // storage is switched off, or holds something foreign: the form starts empty
  }
  for (const [id, input] of Object.entries(fields)) if (typeof kept?.words?.[id] === "string") input.value = kept.words[id];
  for (const input of behind.inputs) input.checked = Array.isArray(kept?.reasons) && kept.reasons.includes(input.value);
  for (const input of tried.inputs) input.checked = Array.isArray(kept?.tried) && kept.tried.includes(input.value);
}

function forget() {
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // nothing was kept
  }
}
