// The talk: holds the state, hands in turns, and lets each part of the page draw itself.

import { debriefPath } from "./address.js";
import { get } from "./api.js";
import { daysLeft, longDay } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { Guide } from "./guide.js";
import { Keep } from "./keep.js";
import { Pace } from "./pace.js";
import { pathPart, setTitle, show } from "./page.js";
import { makeSheet } from "./sheets.js";
import { Connection } from "./socket.js";
import { apply, begin, fail, free, submit } from "./state.js";
import { secondsOf, wordsIn } from "./spoken.js";
import { Aloud } from "./talk-aloud.js";
import { renderConnection, renderEnded, renderOffer } from "./talk-banners.js";
import { TalkCoach } from "./talk-coach.js";
import { SayForm } from "./talk-form.js";
import { modelWords } from "./talk-model.js";
import { Palette } from "./talk-palette.js";
import { renderPeople, renderTried } from "./talk-people.js";
import { renderTime } from "./talk-time.js";
import { TurnLog } from "./talk-turns.js";
import { SpeakButton } from "./talk-voice.js";
import { firstName } from "./words.js";

/** @import {Attempt, Briefing, ServerFrame, TurnFrame} from "./wire.js" */
/** @import {Draft} from "./keep.js" */
/** @import {Offer} from "./voice.js" */
/** @import {Status} from "./socket.js" */
/** @import {Talk} from "./state.js" */

/** @typedef {{attempt: Attempt, briefing: Briefing, talk: Talk, draft: Draft}} Room */

const id = pathPart(1);
const trouble = find("trouble", HTMLDivElement);
trouble.hidden = false;
show(trouble, () => /** @type {Promise<{attempt: Attempt, briefing: Briefing, mine?: boolean, rep?: {name: string}, voice?: Offer, model?: string, read_by?: string}>} */ (get(`/api/attempts/${id}`)), (data) => {
  if (data.mine === false) {
    somebodyElses(data.attempt, data.rep?.name ?? "Somebody else");
    return;
  }
  trouble.hidden = true;
  find("talk", HTMLDivElement).hidden = false;
  const model = find("model", HTMLParagraphElement);
  model.textContent = modelWords(data.model ?? "", data.read_by ?? "");
  model.hidden = model.textContent === "";
  new TalkPage(data.attempt, data.briefing, data.voice ?? { hear: false, speak: false }).start();
});

/**
 * A trainer reads an attempt once it is over; nobody listens in.
 * @param {Attempt} attempt
 * @param {string} name
 */
function somebodyElses(attempt, name) {
  if (attempt.ending) {
    window.location.replace(debriefPath(attempt.id));
    return;
  }
  find("need", HTMLHeadingElement).textContent = attempt.title;
  refill(trouble, element("p", {}, `${name} is still in this talk. You can read it once it is over.`), element("p", {}, element("a", { class: "button", href: "/" }, "Go to the shelf")));
}

class TalkPage {
  keep = new Keep(id);
  log = find("log", HTMLDivElement);
  peopleSheet = makeSheet(find("people-sheet", HTMLDialogElement));
  timeSheet = makeSheet(find("time-sheet", HTMLDialogElement));
  endSheet = makeSheet(find("end-sheet", HTMLDialogElement));
  live = false;

  /**
   * @param {Attempt} attempt
   * @param {Briefing} briefing
   * @param {Offer} offer what the server can do by voice
   */
  constructor(attempt, briefing, offer) {
    const draft = this.keep.draft() ?? { text: "", to: briefing.opener.person, channel: briefing.opener.channel, intends: [] };
    if (!briefing.people.some((person) => person.id === draft.to)) draft.to = briefing.opener.person;
    /** @type {Room} */
    this.room = { attempt, briefing, talk: begin(), draft };
    this.room.talk.pending = this.keep.pending();
    this.aloud = new Aloud(this.room, offer, { busy: () => this.voice.listening, begins: () => this.voice.finish() });
    this.turns = new TurnLog(this.log, briefing, this.aloud);
    this.voice = new SpeakButton(this.room, offer, () => this.aloud.mouth.stop());
    this.form = new SayForm(this.room, { say: () => this.#say(), change: () => {
      this.#keepDraft();
      this.voice.render();
      this.aloud.render();
      this.coach.render();
    } });
    this.palette = new Palette(this.room, () => this.#keepDraft());
    this.coach = new TalkCoach(this.room, () => (this.palette.open ? draft.intends : []));
    this.guide = new Guide(this.room);
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    this.connection = new Connection(`${scheme}://${window.location.host}/api/attempts/${id}/socket`, {
      after: () => this.room.talk.seq,
      pending: () => this.room.talk.pending,
      receive: (frame) => this.pace.push(frame),
      status: (status) => this.#status(status),
      tooLarge: () => this.#failPending("That was too long for one turn. Please shorten it and say it again."),
    });
    this.pace = new Pace((frame) => this.#receive(frame));
  }

  start() {
    const { briefing } = this.room;
    setTitle(briefing.title);
    find("need", HTMLHeadingElement).textContent = briefing.need;
    find("open-people", HTMLButtonElement).addEventListener("click", () => this.peopleSheet.showModal());
    find("open-time", HTMLButtonElement).addEventListener("click", () => this.timeSheet.showModal());
    find("end", HTMLButtonElement).addEventListener("click", () => this.endSheet.showModal());
    find("end-now", HTMLButtonElement).addEventListener("click", () => {
      this.endSheet.close();
      this.#hand({ type: "end", id: newId() });
    });
    window.addEventListener("online", () => this.connection.connect());
    window.addEventListener("offline", () => this.connection.drop());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.connection.connect();
    });
    this.connection.connect();
  }

  #say() {
    const { draft } = this.room;
    /** @type {TurnFrame} */
    const turn = { type: "say", id: newId(), to: draft.to, channel: draft.channel || undefined, text: draft.text, intends: this.palette.open ? draft.intends : [], seconds: secondsOf(draft.aloud, draft.text, draft.channel) };
    draft.text = "";
    draft.aloud = undefined;
    draft.intends = [];
    this.form.clear();
    this.coach.clear();
    this.#hand(turn);
  }

  /** @param {TurnFrame} turn */
  #hand(turn) {
    if (!free(this.room.talk)) return;
    this.keep.setPending(turn); // first the turn, then the emptied draft: a reload in between doubles nothing, as ids happen once
    this.#keepDraft();
    this.room.talk = submit(this.room.talk, turn);
    this.#render(true);
    this.connection.flush();
  }

  /** @param {ServerFrame} frame */
  #receive(frame) {
    const before = this.room.talk;
    this.room.talk = apply(before, frame);
    this.#settle(before);
    if (this.live) this.#render();
  }

  /** @param {string} message */
  #failPending(message) {
    const before = this.room.talk;
    if (before.pending === null) return;
    this.room.talk = fail(before, message);
    this.#settle(before);
    this.#render();
  }

  /**
   * A turn that left the pending place was either confirmed or failed; failed words go back into the box.
   * @param {Talk} before
   */
  #settle(before) {
    const turn = before.pending;
    if (turn === null || this.room.talk.pending !== null) return;
    this.keep.setPending(null);
    if (this.room.talk.failure?.turn !== turn || turn.type !== "say") return;
    this.form.restore(turn.text ?? "");
    if (turn.seconds !== undefined) this.room.draft.aloud ??= { seconds: turn.seconds, words: wordsIn(turn.text ?? "") };
    if (this.room.draft.intends.length === 0) this.room.draft.intends = turn.intends ?? [];
    this.#keepDraft();
  }

  #keepDraft() {
    this.keep.setDraft(this.room.draft);
  }

  /** @param {Status} status */
  #status(status) {
    renderConnection(status);
    if (status !== "open") return;
    const first = !this.live;
    this.live = true;
    this.#render(first && this.room.talk.entries.length > 1);
    // The history is there; from here on new things are announced.
    if (first) setTimeout(() => this.log.setAttribute("aria-live", "polite"), 50);
  }

  /** @param {boolean} [follow] go to the end whatever is being looked at */
  #render(follow = false) {
    const { briefing, talk } = this.room;
    const height = document.documentElement.scrollHeight;
    const atEnd = window.innerHeight + window.scrollY >= height - 160;
    this.turns.render(talk);
    const now = talk.now;
    if (now !== null) find("left", HTMLSpanElement).textContent = `${longDay(now.date, now.day)} · ${daysLeft(now.left)}`;
    this.#drawTyping();
    const choose = (/** @type {string} */ person) => this.#choose(person);
    const wait = (/** @type {number} */ days) => this.#wait(days);
    for (const place of ["people", "people-below"]) renderPeople(find(place, HTMLDivElement), this.room, choose);
    for (const place of ["time", "time-below"]) renderTime(find(place, HTMLDivElement), this.room, wait);
    for (const place of ["tried", "tried-below"]) renderTried(find(place, HTMLDivElement), this.room);
    renderOffer(this.room, () => this.#hand({ type: "take", id: newId() }));
    this.palette.render();
    this.form.render();
    this.voice.render();
    this.aloud.render();
    this.coach.render();
    this.guide.render();
    find("end", HTMLButtonElement).disabled = now === null || talk.ending !== "";
    find("end-says", HTMLParagraphElement).textContent = now?.banked
      ? `You keep what you have: ${briefing.less}. The rest stays unasked.`
      : "You would leave without the outcome. There may be a way that you have not tried.";
    renderEnded(this.room, this.log.getAttribute("aria-live") === "polite");
    // What is offered and the ways below grow after the answer: they must not cover it.
    if (follow || (atEnd && document.documentElement.scrollHeight !== height)) window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  }

  #drawTyping() {
    const { talk, briefing } = this.room;
    const preview = find("preview", HTMLDivElement);
    preview.hidden = talk.preview === "";
    if (preview.firstElementChild !== null) preview.firstElementChild.textContent = talk.preview;
    const last = talk.entries[talk.entries.length - 1]?.said;
    const person = talk.running ? talk.typing || last?.to : "";
    const name = briefing.people.find((one) => one.id === person)?.name;
    const spoken = last?.channel === "phone" || last?.channel === "in_person";
    const words = name ? `${firstName(name)} is ${spoken ? "thinking" : "writing"}` : "";
    const container = find("typing", HTMLParagraphElement);
    if (container.textContent === words) return;
    refill(container, words, words && element("span", { class: "dots", "aria-hidden": "true" }));
  }

  /** @param {string} person */
  #choose(person) {
    this.room.draft.to = person;
    this.#keepDraft();
    this.peopleSheet.close();
    this.#render();
  }

  /** @param {number} days */
  #wait(days) {
    this.timeSheet.close();
    this.#hand({ type: "wait", id: newId(), days });
  }
}

/** An id that no other turn has. crypto.randomUUID is missing on plain http away from localhost. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
