// The data of the page, and the decisions: kept by the server that the page came from, or in this browser.

const data = JSON.parse(byId("data").textContent);
const head = data.head;
const live = data.reviewer !== null;
const KEPT = "summarizer-review/decision/";
const REVIEWER = "summarizer-review/reviewer";

const TYPES = ["event", "figure", "quote", "sentence", "finding"];
const SEVERITIES = ["critical", "major", "minor"];
const OUTCOMES = { accept: "Accepted", reject: "Rejected", correct: "Corrected" };

/** Changes in the order of their articles, light: what the list needs. */
const changes = [];
const placeOf = new Map();
data.articles.forEach((article, place) => {
  article.first = changes.length;
  for (const [key, ...rest] of article.changes) {
    const [type, kind, severity, stability] = rest.map((number) => data.words[number]);
    const [title, sides, left = 0, right = 1] = rest.slice(4);
    placeOf.set(key, changes.length);
    changes.push({ key, type, kind, severity, stability, left, right, title, hasLeft: sides > 1, hasRight: sides % 2 === 1, article: place });
  }
  article.changes = null;
});

// A line for each article, parsed when it is looked at, so that a big page is there at once.
const bodyLines = byId("bodies").textContent.split("\n");
const bodies = new Map();

/** The body of an article, parsed when it is first looked at; a few are kept. */
function bodyOf(place) {
  if (!bodies.has(place)) {
    if (bodies.size >= 8) bodies.delete(bodies.keys().next().value);
    const body = JSON.parse(bodyLines[place]);
    body.source = body.text === null ? null : new SourceText(body.text);
    body.changes.forEach((change, at) => complete(change, changes[data.articles[place].first + at]));
    bodies.set(place, body);
  }
  return bodies.get(place);
}

const EMPTY = { left: [], right: [], fields: [], gained: [], lost: [] };

/** Put together again what was left out of a change because it stands elsewhere. */
function complete(change, { type, title }) {
  for (const [name, nothing] of Object.entries(EMPTY)) change[name] ??= nothing;
  for (const side of [...change.left, ...change.right]) {
    if (side.beside) {
      const like = Object.entries(change.left[0].record).filter(([name]) => !side.gone?.includes(name));
      side.record = { ...data.defaults[type], ...Object.fromEntries(like), ...side.record };
    } else side.record = { ...data.defaults[type], ...side.record };
    for (const name of ["what", "text"]) if (side.record[name] === 0) side.record[name] = title;
    withOffsets(side.record);
    side.spans ??= spansIn(side.record);
  }
  change.presence ??= [[change.left.length ? 1 : 0, 1], [change.right.length ? 1 : 0, 1]];
  const words = (value, field, sides) => (value === 0 ? sides[0].record[field] : value);
  change.fields = change.fields.map(([field, kind, severity, left, right, note]) => (
    { field, kind: data.words[kind], severity: data.words[severity], left: words(left, field, change.left), right: words(right, field, change.right), note }));
}

const sourcesOf = (record) => [record.speaker, ...(record.attributed_to || []), ...(record.via || [])].filter(Boolean);

/** Spans with their offsets by name, as the contract writes them. */
function withOffsets(record) {
  const named = (span) => (Array.isArray(span) ? { start: span[0], end: span[1] } : span);
  if (record.span) record.span = named(record.span);
  if (record.evidence) record.evidence = record.evidence.map(named);
  for (const source of sourcesOf(record)) if (source.mentions) source.mentions = source.mentions.map(named);
}

function spansIn(record) {
  const offsets = (spans, role) => (spans || []).map((span) => [span.start, span.end, role]);
  return [
    ...offsets(record.span ? [record.span] : [], "text"),
    ...offsets(record.evidence, "evidence"),
    ...sourcesOf(record).flatMap((source) => offsets(source.mentions, "mention")),
  ];
}

const detailOf = (place) => {
  const article = changes[place].article;
  return bodyOf(article).changes[place - data.articles[article].first];
};

const modelsOf = (run) => head.runs[run].models.join(", ");
const runName = (run) => head.runs[run].name;

const known = JSON.parse(byId("decisions").textContent);
const decisions = new Map(Object.entries(known.applied));
const history_ = [];
let decided = 0;
let keeping = true;

/** Something from the browser's store, or null where there is none or it is shut. */
function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** What this browser keeps about the changes of this page; the later decision counts. */
function recallDecisions() {
  for (const { key } of changes) {
    const text = live ? null : recall(KEPT + key);
    if (!text) continue;
    try {
      const decision = JSON.parse(text);
      const before = decisions.get(key);
      if (decision.key !== key || (before && before.at > decision.at)) continue;
      if (decision.decision === "undo") decisions.delete(key);
      else if (decision.decision in OUTCOMES) decisions.set(key, decision);
    } catch {
      // Not ours, or cut off: as if nothing had been decided.
    }
  }
  decided = changes.filter(({ key }) => decisions.has(key)).length;
}

const reviewerName = () => (live ? data.reviewer : (recall(REVIEWER) || "").trim() || "unnamed reviewer");

function decisionFor(place, outcome, reason, correction) {
  const change = changes[place];
  const article = data.articles[change.article];
  const decision = {
    schema_version: "1",
    key: change.key,
    decision: outcome,
    reviewer: reviewerName(),
    at: new Date().toISOString(),
    reason: reason.trim(),
    document: article.document,
    type: change.type,
    title: change.title.slice(0, 300),
    left: modelsOf(change.left),
    right: modelsOf(change.right),
  };
  if (article.sha256) decision.sha256 = article.sha256;
  if (correction) decision.correction = correction;
  return decision;
}

/** Keep a decision; it is in force once this is done. Throws with a sentence for the reviewer. */
async function decide(place, outcome, reason = "", correction = null) {
  const decision = decisionFor(place, outcome, reason, correction);
  const before = decisions.get(decision.key) || null;
  inForce(decision.key, live ? await send(decision, before?.at ?? null) : store(decision));
  return before;
}

/** From now on that decision stands about a change; none, where it is an undo or null. */
function inForce(key, decision) {
  const stands = decision !== null && decision.decision !== "undo";
  decided += Number(stands) - Number(decisions.has(key));
  if (stands) decisions.set(key, decision);
  else decisions.delete(key);
}

/** Why a decision is not saved: `newer`, where there is another than the page shows; `fields`, what is wrong by field. */
class NotSaved extends Error {
  constructor(message, { newer, fields } = {}) {
    super(`Not saved: ${message}`);
    this.newer = newer;
    this.fields = fields;
  }
}

function store(decision) {
  keeping = keep(KEPT + decision.key, JSON.stringify(decision));
  return decision;
}

// The token in the link is made anew at each start, so that nobody who had an old one, or its port, can use it.
const NEW_LINK = "If you ended it, start summarizer review again and open the new link that it prints: this page cannot save there. What you typed stays here to be copied.";

async function send(decision, expected) {
  let answer;
  try {
    answer = await fetch("decisions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        key: decision.key,
        decision: decision.decision,
        reason: decision.reason,
        correction: decision.correction || null,
        expected,
      }),
    });
  } catch {
    throw new NotSaved(`the review server does not answer. ${NEW_LINK}`);
  }
  if (answer.ok) return answer.json();
  if (answer.status === 404) throw new NotSaved(`this page is of a review server that has ended. ${NEW_LINK}`);
  if (answer.headers.get("Content-Type") !== "application/json") throw new NotSaved((await answer.text()).slice(0, 300));
  const { message, ...more } = await answer.json();
  throw new NotSaved(message.slice(0, 300), more);
}

/** Every decision that this page knows, and what was taken back in this browser, as JSON lines. */
function exported() {
  const lines = [...decisions.values()];
  for (const { key } of changes) {
    if (decisions.has(key)) continue;
    const text = live ? null : recall(KEPT + key);
    if (text) lines.push(JSON.parse(text));
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
