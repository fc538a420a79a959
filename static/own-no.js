// A no of one's own: what was made of it and what that can show, practice, the
// way and day one commits to, how it went, and the end of it.

import { attemptPath, debriefPath } from "./address.js";
import { get, post, remove } from "./api.js";
import { localDay, plural } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { dayIn, dayWords } from "./due.js";
import { form } from "./form.js";
import { commitForm, toldForm } from "./own-forms.js";
import { ASKED, dayAhead, didYouAsk, isDue, noonOf } from "./own-words.js";
import { pathPart, setTitle, show, tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";

/** @import {Child} from "./dom.js" */
/** @import {OwnPage} from "./own-types.js" */

const DRAFT_WITHIN = 110_000; // milliseconds: longer than the server takes

const content = find("content", HTMLDivElement);
const path = `/api/own/${encodeURIComponent(pathPart(1))}`;
const load = () => /** @type {Promise<OwnPage>} */ (get(path));
show(content, load, draw);

/**
 * Draws anew what was changed, and says so.
 * @param {string} words
 * @param {string} [focus] the heading that the keyboard goes to
 */
async function changed(words, focus = "commit-title") {
  draw(await load());
  tell(words);
  const heading = document.getElementById(focus);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/** @param {OwnPage} page */
function draw(page) {
  const { no } = page;
  setTitle(no.need);
  find("title", HTMLHeadingElement).textContent = no.need;
  const lead = find("lead", HTMLParagraphElement);
  lead.textContent = `From ${no.name}${no.role ? `, ${no.role}` : ""}. No page shows this to anybody but you.`;
  lead.hidden = false;
  const due = isDue(no, new Date());
  refill(
    content,
    due && section("asked", didYouAsk(no), commitment(page), toldForm(path, () => changed("Kept.", "went-title"), () => document.getElementById("date")?.focus())),
    no.told !== undefined && went(page),
    section("made", "Who you will practice with", ...made(page)),
    section("practice", "Practice", ...practice(page)),
    section("commit", no.commitment === undefined ? "Then ask for real" : "Your day", ...commit(page, due)),
    section("end", "Delete it", element("p", { class: "soft" }, "Takes away what you typed, what was made of it, and every practice of it, word by word. For good."),
      element("p", {}, element("button", { type: "button", class: "danger", "aria-haspopup": "dialog", onclick: askDelete }, "Delete this"))),
  );
}

/** @param {OwnPage} page */
function went({ no }) {
  if (no.told === undefined) return null;
  return section("went", `${ASKED[no.told.asked]}.`, no.told.note ? element("p", {}, no.told.note) : null,
    no.told.asked === "yes" ? null : element("p", { class: "soft" }, "You asked. That was the part that was yours to do. Pick another way and another day below, if it still matters."));
}

/**
 * @param {OwnPage} page
 * @returns {Child[]}
 */
function made({ no, reasons, methods, drafter }) {
  const nameOf = (/** @type {string} */ reason) => reasons.find((one) => one.reason === reason)?.name ?? reason;
  const tried = (no.tried ?? []).map((method) => methods.find((one) => one.method === method)?.name ?? method);
  return [
    element("blockquote", { class: "said" }, no.said),
    element(
      "dl",
      { class: "facts" },
      fact("First words", "Yours, as you typed them."),
      fact("Behind it", `${no.reasons.map(nameOf).join(". ")}. That is your guess${no.reasons.length === 1 && !no.drafted ? "; one more worry is added, since few nos have a single reason" : ""}.`),
      tried.length > 0 && fact("Tried before", `${tried.join(", ")}. They have heard it.`),
      no.drafted ? fact("Drafted", `What else they say was drafted by the language model ${no.drafted}, from what you typed.`) : null,
    ),
    element("h3", {}, "What this can show, and what it cannot"),
    element(
      "ul",
      { class: "limits" },
      element("li", {}, no.drafted ? "This person is drafted by a language model from your words, and held by rules. They are not " : "This person is made by rules from your words. They are not ", no.name, ", and they know nothing that you did not type."),
      element("li", {}, "What they say lies behind the no is what often lies behind such a no. What is really behind it, only ", no.name, " can tell you: you would have to ask."),
      element("li", {}, "A yes here does not mean that you get one there, nor does a no. Which ways move this person is a general guess."),
      element("li", {}, "What is real is you: whether you ask again after a no, in how many ways, and how you sound doing it."),
    ),
    no.drafted
      ? form({ id: "undraft", action: "Back to the person made by rules", busy: "Going back…", class: "stack", look: "", submit: async () => {
          await remove(`${path}/draft`);
          await changed("The person is made by rules again.", "made-title");
        } }, [])
      : drafter !== "" && draftForm(drafter),
  ];
}

/** @param {string} drafter */
function draftForm(drafter) {
  return form(
    {
      id: "draft",
      action: "Let the model draft the person",
      busy: "The model is writing, up to two minutes…",
      class: "stack",
      look: "",
      submit: async () => {
        await post(`${path}/draft`, {}, DRAFT_WITHIN);
        await changed("The model has drafted the person.", "made-title");
      },
    },
    [element("p", { class: "soft", id: "draft-says" }, `A language model can find more of their words and worries. What you typed about this no is then sent to the model that this server uses, ${drafter}. Otherwise no model sees any of it, your practice included.`)],
  );
}

/**
 * @param {OwnPage} page
 * @returns {Child[]}
 */
function practice({ scenario, attempts }) {
  const begin = form(
    {
      id: "practice",
      action: attempts.length === 0 ? "Practice, about five minutes" : "Practice again",
      busy: "Starting…",
      class: "stack",
      submit: async () => {
        /** @type {{id: string}} */
        const attempt = await post("/api/attempts", { scenario, palette: true, before: { usual: "", asks: 0 } });
        window.location.assign(attemptPath(attempt.id));
      },
    },
    [],
  );
  return [begin, attempts.length > 0 && element("ul", { class: "nos" }, ...attempts.map(attempted))];
}

/** @param {OwnPage["attempts"][number]} attempt */
function attempted(attempt) {
  const over = attempt.ending !== "";
  const day = localDay(new Date(attempt.started_at));
  return element("li", {}, element("a", { href: over ? debriefPath(attempt.id) : attemptPath(attempt.id) },
    over ? `${day}: ${attempt.ending === "won" ? "they agreed" : "no yes"}, ${plural(attempt.turns, "turn")}` : `${day}: still open`));
}

/**
 * @param {OwnPage} page
 * @param {boolean} due
 * @returns {Child[]}
 */
function commit(page, due) {
  const { no, methods } = page;
  const saved = () => changed("Your day is kept. Put it into your calendar.");
  if (no.commitment === undefined || no.told !== undefined || due) {
    return [
      no.told === undefined && !due && element("p", { class: "soft" }, "Practice is for this. Pick one way and one day. It is a promise to yourself; nobody is told."),
      commitForm(path, methods, no.told === undefined && no.commitment && { ...no.commitment, date: dayAhead(new Date(), 1) }, saved),
    ];
  }
  return [
    commitment(page),
    element("p", {}, element("a", { class: "button primary", href: `${path}/reminder.ics`, download: true }, "Put it into my calendar")),
    element("p", { class: "soft" }, "A calendar file with the day, a reminder at nine, and what you typed. Whoever sees your calendar can read it."),
    element("details", {}, element("summary", {}, "Change the way or the day"), commitForm(path, methods, no.commitment, saved)),
    element("details", {}, element("summary", {}, "You asked already?"), toldForm(path, () => changed("Kept.", "went-title"), null)),
  ];
}

/** @param {OwnPage} page */
function commitment({ no, methods }) {
  if (no.commitment === undefined) return null;
  const { method, date, words } = no.commitment;
  const past = date < dayIn(new Date());
  return element(
    "dl",
    { class: "facts" },
    fact("The day", `${dayWords(noonOf(date), new Date())}${past ? ", which is past" : ""}`),
    fact("The way", methods.find((one) => one.method === method)?.name ?? method),
    words ? fact("First sentence", words) : null,
  );
}

function askDelete() {
  const node = form(
    {
      id: "delete",
      action: "Delete for good",
      busy: "Deleting…",
      class: "stack",
      look: "danger",
      submit: async () => {
        await remove(path);
        window.location.assign("/own");
      },
    },
    [element("p", {}, "What you typed, the day you picked and every practice of it are deleted. This cannot be undone.")],
    [cancel("Keep it")],
  );
  openSheet("delete-sheet", "Delete this no?", node);
}

/**
 * @param {string} term
 * @param {string} says
 */
function fact(term, says) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, says));
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {...Child} children
 */
function section(id, heading, ...children) {
  return element("section", { class: "stack", "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, heading), ...children);
}
