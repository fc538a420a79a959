import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Connection } from "../socket.js";

class FakeSocket {
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  closed = false;
  /** @param {string} data */
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.closed = true;
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  /** @param {object} frame */
  receive(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  /** @param {number} code */
  lose(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

function setUp() {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {FakeSocket[]} */
  const sockets = [];
  const owner = {
    seq: 0,
    /** @type {any} */
    turn: null,
    /** @type {string[]} */
    statuses: [],
    tooLargeCount: 0,
    after: () => owner.seq,
    pending: () => owner.turn,
    receive: (/** @type {any} */ frame) => {
      if (frame.type === "event") owner.seq = frame.seq;
      if (frame.kind === "said" && frame.said.id === owner.turn?.id) owner.turn = null;
    },
    status: (/** @type {string} */ status) => owner.statuses.push(status),
    tooLarge: () => {
      owner.tooLargeCount++;
      owner.turn = null;
    },
  };
  const connection = new Connection("ws://host/x", owner, () => {
    sockets.push(new FakeSocket());
    return /** @type {any} */ (sockets[sockets.length - 1]);
  });
  connection.connect();
  return { connection, owner, sockets };
}

const welcome = (/** @type {number} */ seq) => ({ type: "welcome", version: 1, seq, running: false, now: {} });
const said = (/** @type {number} */ seq, /** @type {string} */ id) => ({ type: "event", seq, kind: "said", said: { id } });

test("it says hello with what it has, and is open once it has caught up", () => {
  const { owner, sockets } = setUp();
  owner.seq = 4;
  sockets[0].open();
  assert.deepEqual(sockets[0].sent, [{ type: "hello", after: 4 }]);
  sockets[0].receive(welcome(6));
  sockets[0].receive({ type: "event", seq: 5 });
  assert.deepEqual(owner.statuses, []);
  sockets[0].receive({ type: "event", seq: 6 });
  assert.deepEqual(owner.statuses, ["open"]);
});

test("an unconfirmed turn is sent again after the backlog, under the same id", () => {
  const { connection, owner, sockets } = setUp();
  sockets[0].open();
  sockets[0].receive(welcome(0));
  owner.turn = { type: "say", id: "a1" };
  connection.flush();
  assert.equal(sockets[0].sent[1].id, "a1");
  sockets[0].lose(1006);
  assert.deepEqual(owner.statuses.at(-1), "lost");
  mock.timers.tick(1000);
  sockets[1].open();
  sockets[1].receive(welcome(2));
  assert.equal(sockets[1].sent.length, 1);
  sockets[1].receive({ type: "event", seq: 2 });
  assert.deepEqual(sockets[1].sent[1], { type: "say", id: "a1" });
});

test("a turn that turns out to have happened is not sent again", () => {
  const { owner, sockets } = setUp();
  owner.turn = { type: "say", id: "a1" };
  sockets[0].open();
  sockets[0].receive(welcome(3));
  sockets[0].receive(said(3, "a1"));
  assert.equal(sockets[0].sent.length, 1);
});

test("a turn that nobody confirms makes it try a new connection", () => {
  const { connection, owner, sockets } = setUp();
  sockets[0].open();
  sockets[0].receive(welcome(0));
  owner.turn = { type: "say", id: "a1" };
  connection.flush();
  mock.timers.tick(9_999);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  assert.ok(sockets[0].closed);
  mock.timers.tick(1000);
  assert.equal(sockets.length, 2);
});

test("a confirmed turn ends the wait, and a quiet connection stays", () => {
  const { connection, owner, sockets } = setUp();
  sockets[0].open();
  sockets[0].receive(welcome(0));
  owner.turn = { type: "say", id: "a1" };
  connection.flush();
  sockets[0].receive(said(1, "a1"));
  mock.timers.tick(120_000);
  assert.equal(sockets.length, 1);
  assert.ok(!sockets[0].closed);
});

test("a server that never welcomes is given up after its time", () => {
  const { sockets } = setUp();
  sockets[0].open();
  mock.timers.tick(10_000);
  assert.ok(sockets[0].closed);
});

test("it does not come back after a protocol error or to an unknown attempt", () => {
  for (const [code, status] of /** @type {[number, string][]} */ ([[4002, "refused"], [4004, "gone"]])) {
    const { connection, owner, sockets } = setUp();
    sockets[0].open();
    sockets[0].lose(code);
    assert.deepEqual(owner.statuses, [status]);
    mock.timers.tick(600_000);
    connection.connect();
    assert.equal(sockets.length, 1);
  }
});

test("a turn over the limit is handed back before it comes back", () => {
  const { owner, sockets } = setUp();
  sockets[0].open();
  sockets[0].receive(welcome(0));
  owner.turn = { type: "say", id: "a1" };
  sockets[0].lose(4003);
  assert.equal(owner.tooLargeCount, 1);
  mock.timers.tick(1000);
  sockets[1].open();
  sockets[1].receive(welcome(0));
  assert.equal(sockets[1].sent.length, 1);
});

test("what a lost connection still says is not heard", () => {
  const { connection, owner, sockets } = setUp();
  sockets[0].open();
  connection.drop();
  sockets[0].receive({ type: "event", seq: 9 });
  sockets[0].lose(1000);
  assert.equal(owner.seq, 0);
  assert.deepEqual(owner.statuses, ["lost"]);
});

test("a frame that is no JSON does no harm", () => {
  const { owner, sockets } = setUp();
  sockets[0].open();
  sockets[0].onmessage?.({ data: "{" });
  sockets[0].receive(welcome(0));
  assert.deepEqual(owner.statuses, ["open"]);
});
