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
  for (const [key, type, kind, severity, stability, left, right, title, hasLeft, hasRight] of article.changes) {
    placeOf.set(key, changes.length);
    changes.push({ key, type, kind, severity, stability, left, right, title, hasLeft, hasRight, article: place });
  }
  article.changes = null;
});

const bodies = new Map();

/** The body of an article, parsed when it is first looked at; a few are kept. */
function bodyOf(place) {
  if (!bodies.has(place)) {
    if (bodies.size >= 8) bodies.delete(bodies.keys().next().value);
    const body = JSON.parse(data.bodies[place]);
    body.source = body.text === null ? null : new SourceText(body.text);
    bodies.set(place, body);
  }
  return bodies.get(place);
}

const detailOf = (place) => {
  const article = changes[place].article;
  return bodyOf(article).changes[place - data.articles[article].first];
};

const modelsOf = (run) => head.runs[run].models.join(", ");
const runName = (run) => head.runs[run].name;

const decisions = new Map(Object.entries(JSON.parse(byId("decisions").textContent)));
const history_ = [];
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
  if (live) return;
  for (const { key } of changes) {
    const text = recall(KEPT + key);
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
  const stored = live ? await send(decision) : store(decision);
  if (outcome === "undo") decisions.delete(decision.key);
  else decisions.set(decision.key, stored);
  return before;
}

function store(decision) {
  keeping = keep(KEPT + decision.key, JSON.stringify(decision));
  return decision;
}

async function send(decision) {
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
      }),
    });
  } catch {
    throw new Error("Not saved: the review server does not answer. Start it again and reload this page.");
  }
  if (!answer.ok) throw new Error(`Not saved: ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
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
