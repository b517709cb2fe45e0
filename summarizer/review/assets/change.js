// The change that is looked at: both sides, field by field, and the decision about it.

let current = -1;
let correcting = false;

/** Look at a change: the list, the source text and both sides follow. */
function goTo(place, { focus = false, fold = false, clicked = false, address = true } = {}) {
  if (place < 0 || place >= changes.length) return;
  current = place;
  closeForm();
  showView("work");
  const fresh = drawnArticle !== changes[place].article;
  if (fresh) drawArticle(changes[place].article);
  if (fold && narrow()) byId("list-details").open = false;
  if (hasTypedForm(changes[place].key)) correct();
  else drawChange();
  drawDecision();
  drawLegend();
  const marks = markSpans(place);
  // What follows has the page laid out: all that changes it stands above, so that this is done once.
  if (fresh) byId("article-text").scrollTop = 0;
  byId("change-body").scrollTop = 0;
  scrollToSpan(marks);
  revealRow();
  drawRows();
  if (address) setAddress(`#${changes[place].key}`, clicked);
  if (focus) byId(correcting ? "correction-title" : "change-title").focus({ preventScroll: !narrow() });
  if (focus && narrow()) byId("change").scrollIntoView({ block: "start" });
}

const narrow = () => matchMedia("(max-width: 1079px)").matches;

function step(by) {
  if (!visible.length) return say("Nothing passes these filters.");
  if (byId("work").hidden && by > 0 && current < 0) return goTo(visible[0], { focus: true });
  const at = (positionOf.get(current) ?? -1);
  if (at < 0) {
    const after = visible.findIndex((place) => place > current);
    const near = by > 0 ? after : (after < 0 ? visible.length : after) - 1;
    return visible[near] === undefined ? say("No further change.") : goTo(visible[near], { focus: true });
  }
  const next = visible[at + by];
  return next === undefined ? say(by > 0 ? "This is the last change." : "This is the first change.") : goTo(next, { focus: true });
}

function stepArticle(by) {
  const own = current < 0 ? -1 : changes[current].article;
  const found = by > 0
    ? visible.find((place) => changes[place].article > own)
    : visible.findLast((place) => changes[place].article < own);
  if (found === undefined) return say(by > 0 ? "This is the last article." : "This is the first article.");
  const article = changes[found].article;
  return goTo(visible.find((place) => changes[place].article === article), { focus: true });
}

/** To the next change that nobody has decided, around the end. */
function skip() {
  const open = visible.filter((place) => !decisions.has(changes[place].key) && place !== current);
  const next = open.find((place) => place > current) ?? open[0];
  if (next === undefined) return say("Every change that passes the filters is decided.");
  return goTo(next, { focus: true });
}

function drawChange() {
  const change = changes[current];
  const detail = detailOf(current);
  const body = byId("change-body");
  const whole = { added: ["right"], removed: ["left"] }[change.kind];
  body.replaceChildren(...[
    hasTypedForm(change.key) ? make("p", { class: "note" }, "Your correction of this change is not saved. ",
      make("button", { type: "button", on: { click: correct } }, "Go on with it")) : null,
    make("p", { class: "facts" },
      make("span", { class: `severity ${change.severity}` }, change.severity),
      make("span", { class: "kind" }, labelled(change.kind)),
      make("span", { class: "muted" }, change.type),
      make("a", { class: "permalink", href: `#${change.key}`, title: "Link to this change" }, "Link")),
    make("h2", { id: "change-title", tabindex: "-1", dir: "auto" }, shown(change.title)),
    presence(change, detail),
    findings("New findings", detail.gained, "gained"),
    whole ? null : fieldTable(change, detail),
    findings("Findings gone", detail.lost, "lost"),
    ...records(change, detail, Boolean(whole)),
  ].filter(Boolean));
}

function presence(change, detail) {
  const [[left, ofLeft], [right, ofRight]] = detail.presence;
  const repeats = ofLeft > 1 || ofRight > 1;
  const words = {
    stable: "holds over the repeats",
    unstable: "within the models’ own noise",
    unknown: "a side has one repeat: its noise is not known",
  }[change.stability];
  return make("p", { class: "presence muted" },
    repeats ? dots(left, ofLeft, "left", runName(change.left)) : null,
    repeats ? dots(right, ofRight, "right", runName(change.right)) : null,
    make("span", {}, words));
}

function dots(present, of, side, name) {
  const text = `${name}: in ${present} of ${of}`;
  if (of > 9) return make("span", {}, text);
  const row = make("span", { class: `dots ${side}`, role: "img", "aria-label": text, title: text });
  for (let at = 0; at < of; at += 1) row.append(make("i", { class: at < present ? "on" : "" }));
  return make("span", { class: "dots-line" }, make("span", { "aria-hidden": "true" }, `${name} ${present}/${of} `), row);
}

function fieldTable(change, detail) {
  const table = make("div", { class: "fields" });
  for (const field of detail.fields) {
    const [left, right] = wordDifferences(field.left ?? "", field.right ?? "");
    table.append(make("section", { class: `field ${field.severity}` },
      make("h3", {}, capital(labelled(field.field)),
        make("span", { class: "muted" }, labelled(field.kind)),
        field.severity === "minor" ? null : make("span", { class: `severity ${field.severity}` }, field.severity)),
      field.note ? make("p", { class: "note" }, shown(field.note)) : null,
      field.left !== null && field.left === field.right ? make("p", { class: "note" }, "the same words, at other places of the article") : null,
      sideValue("left", change.left, field.left === null ? null : marked(left, "del")),
      sideValue("right", change.right, field.right === null ? null : marked(right, "ins"))));
  }
  return detail.fields.length ? table : null;
}

function sideValue(side, run, parts) {
  return make("p", { class: `value ${side}` },
    make("span", { class: "side" }, runName(run)),
    parts && parts.length ? make("span", { class: "words", dir: "auto" }, ...parts) : make("span", { class: "nothing" }, "nothing"));
}

function findings(title, found, name) {
  if (!found || !found.length) return null;
  return make("section", { class: `findings ${name}` }, make("h3", {}, title), make("ul", {},
    ...found.map((each) => make("li", {}, make("code", {}, each.code), " ", shown(each.message || "")))));
}

/** Both sides whole; open where there are no fields to compare. */
function records(change, detail, open) {
  const source = bodyOf(change.article).source;
  return ["left", "right"].filter((side) => detail[side].length).map((side) => make("details", { class: `whole ${side}`, open },
    make("summary", {}, make("h3", {}, runName(change[side])), make("span", { class: "muted" }, detail[side].map((record) => record.id).join(", "))),
    ...detail[side].flatMap((record) => [
      make("dl", {}, ...Object.entries(record.record).filter(([name]) => !HIDDEN.has(name)).map(([name, value]) =>
        make("div", {}, make("dt", {}, capital(labelled(name))), make("dd", { dir: "auto" }, shown(inWords(value)))))),
      passages(record, source),
    ])));
}

const HIDDEN = new Set(["id", "evidence", "span", "optional"]);

/** A value of a record in words. */
function inWords(value) {
  if (Array.isArray(value)) return value.map(inWords).join(" > ");
  if (value === null || typeof value !== "object") return String(value);
  if ("name" in value) return value.name;
  if ("precision" in value) {
    const dates = value.start === value.end ? value.start : [value.start, value.end].map((day) => day || "…").join(" to ");
    return [value.text && `“${value.text}”`, value.start || value.end ? dates : null, value.precision].filter(Boolean).join(", ");
  }
  return Object.entries(value).map(([name, each]) => `${labelled(name)}: ${inWords(each)}`).join("; ");
}

function passages(record, source) {
  if (!source || !record.spans.length) return null;
  const roles = { text: "words", evidence: "evidence", mention: "source named" };
  const seen = new Set();
  const found = record.spans.filter((span) => !seen.has(span.join()) && seen.add(span.join()));
  return make("ul", { class: "passages", "aria-label": "Where it stands" }, ...found.map(([start, end, role]) => {
    const text = source.slice(start, end);
    const cut = text.length > 320 ? `${text.slice(0, 300)}…` : text;
    return make("li", {}, make("span", { class: "role" }, roles[role]),
      make("button", { type: "button", class: "passage", title: "Show it in the source text", on: { click: () => scrollToUnit(source.unit(start)) } }, shown(cut)));
  }));
}

function drawLegend() {
  const change = changes[current];
  byId("legend").replaceChildren(
    make("span", { class: "key left" }, runName(change.left)),
    make("span", { class: "key right" }, runName(change.right)),
    make("span", { class: "key other" }, "other changes"));
}

function drawDecision() {
  const decision = decisions.get(changes[current].key);
  const box = byId("decided");
  box.hidden = !decision;
  box.className = `decided ${decision ? decision.decision : ""}`;
  const { key } = changes[current];
  byId("reason").value = typedReasons.get(key) ?? savedReason(key);
  box.replaceChildren(...(decision ? [
    make("strong", {}, OUTCOMES[decision.decision]),
    ` by ${shown(decision.reviewer)}, ${new Date(decision.at).toLocaleString()}`,
  ] : []));
  for (const outcome of Object.keys(OUTCOMES)) {
    byId(`do-${outcome}`).setAttribute("aria-pressed", String(decision?.decision === outcome));
  }
  byId("do-correct").disabled = changes[current].type === "finding";
  const at = (positionOf.get(current) ?? -1);
  byId("position").textContent = at < 0 ? "filtered out" : `${(at + 1).toLocaleString("en")} of ${visible.length.toLocaleString("en")}`;
  drawProgress();
}

function drawProgress() {
  const share = changes.length ? decided / changes.length : 1;
  byId("progress-bar").style.width = `${share * 100}%`;
  byId("progress-text").textContent = `${decided.toLocaleString("en")} of ${changes.length.toLocaleString("en")} decided`;
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : text);

let busy = false;

/** Decide; where another reviewer has decided since, show that, and ask. Undefined where the newer one is kept. */
async function decideAsking(place, outcome, reason, correction) {
  for (;;) {
    try {
      return await decide(place, outcome, reason, correction);
    } catch (error) {
      if (error.newer === undefined) throw error;
      const { key } = changes[place];
      inForce(key, error.newer);
      drawRows();
      drawDecision();
      if (!await askToReplace(error.newer, outcome)) {
        typedReasons.delete(key);
        drawRows();
        drawDecision();
        say("The newer decision is kept; yours is not saved.");
        return undefined;
      }
    }
  }
}

/** Decide about the current change, and go on. */
async function settle(outcome, correction = null) {
  if (current < 0 || busy) return;
  const place = current;
  const { key } = changes[place];
  busy = true;
  try {
    const before = await decideAsking(place, outcome, byId("reason").value, correction);
    if (before === undefined) return;
    history_.push({ place, before });
    typedReasons.delete(key);
    if (outcome === "correct") forms.delete(key);
    const kept = keeping ? "" : " This browser keeps nothing: export before you close the page.";
    const title = cut(changes[place].title, 80);
    if (correcting && place === current) endCorrection();
    if (byId("filter-open").checked) filteredFrom(place);
    else if (byId("advance").checked) advance(place);
    drawRows();
    drawDecision();
    say(`${OUTCOMES[outcome]}: ${shown(title)}${kept}`);
  } catch (error) {
    if (error.fields && correcting && place === current) showFaults(error.fields);
    else say(error.message, true);
  } finally {
    busy = false;
  }
}

function advance(place) {
  const next = visible[(positionOf.get(place) ?? -1) + 1];
  if (next !== undefined) goTo(next, { focus: true });
}

/** Filter again after a decision that takes its change out of the list. */
function filteredFrom(place) {
  filtered();
  const next = visible.find((each) => each > place) ?? visible[visible.length - 1];
  if (byId("advance").checked && next !== undefined) goTo(next, { focus: true });
}

/** Take back the last decision of this session, or else the one about the current change. */
async function undo() {
  if (busy) return;
  const last = history_.pop() || (current >= 0 && decisions.has(changes[current].key) ? { place: current, before: null } : null);
  if (!last) return say("There is nothing to undo.");
  busy = true;
  try {
    const { place, before } = last;
    const done = await decideAsking(place, before ? before.decision : "undo", before ? before.reason || "" : "", before ? before.correction || null : null);
    filtered();
    goTo(place, { focus: true });
    if (done !== undefined) say(`Undone: ${shown(cut(changes[place].title, 80))}`);
  } catch (error) {
    history_.push(last);
    say(error.message, true);
  } finally {
    busy = false;
  }
}

let clearing = 0;

/** Tell the reviewer, on the screen and through a screen reader. */
function say(text, wrong = false) {
  const box = byId("status");
  box.className = `status shown${wrong ? " wrong" : ""}`;
  box.textContent = text;
  clearTimeout(clearing);
  clearing = setTimeout(() => { box.className = "status"; }, wrong ? 12000 : 4000);
}
