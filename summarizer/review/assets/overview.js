// The verdict: whether the new model can take the place of the old one, and why.

const SAFE = { yes: "Safe to ship", no: "Not safe to ship", unclear: "Not clear" };

function drawOverview() {
  const { verdict, counts, gates, notes } = head;
  const rights = head.runs.length > 2 ? head.runs.slice(1).map((_, place) => place + 1) : [1];
  byId("overview").replaceChildren(...[
    make("div", { class: `verdict ${verdict.safe}` },
      make("p", { class: "answer" }, make("span", { class: "sign", "aria-hidden": "true" }, { yes: "✓", no: "✕", unclear: "?" }[verdict.safe]), SAFE[verdict.safe]),
      make("h2", { id: "verdict-headline", tabindex: "-1" }, shown(verdict.headline)),
      verdict.reasons.length ? make("ul", { class: "reasons" }, ...verdict.reasons.map((reason) => make("li", {}, shown(reason)))) : null,
      make("p", { class: "buttons" },
        make("button", { type: "button", class: "primary", id: "start", disabled: !changes.length, on: { click: () => (visible.length ? goTo(startPlace(), { focus: true }) : showView("work")) } },
          changes.length ? `Review ${plural(changes.length, "change", "changes")}` : "There is nothing to review", changes.length ? make("kbd", {}, "j") : null))),
    make("div", { class: "tiles" },
      ...SEVERITIES.map((severity) => tile(counts[severity], severity, severity)),
      tile(counts.added, "records gained"), tile(counts.removed, "records lost"),
      tile(counts.within_noise, "within noise"), tile(`${counts.changed} of ${counts.compared}`, "articles changed")),
    notes.length ? make("section", { class: "notes" }, make("h3", {}, "Before you read on"), make("ul", {}, ...notes.map((note) => make("li", {}, shown(note))))) : null,
    staleList(),
    gates.length ? gateTable(gates) : null,
    ...rights.map((right) => make("div", { class: "plots" },
      head.runs.length > 2 ? make("h3", { class: "plots-title" }, `${runName(0)} and ${runName(right)}`) : null,
      agreementPlot(right), severityPlot(right))),
    matrix(),
    runsTable(),
    othersList(),
  ].filter(Boolean));
}

const startPlace = () => (current >= 0 && visible.includes(current) ? current : visible[0]);

const tile = (number, name, className = "") => make("div", { class: `tile ${className}` }, make("strong", {}, typeof number === "number" ? number.toLocaleString("en") : number), make("span", {}, name));

function gateTable(gates) {
  return make("section", {}, make("h3", {}, "Gates"), make("ul", { class: "gates" }, ...gates.map((gate) => make("li", { class: gate.passed ? "passed" : "failed" },
    make("strong", {}, gate.passed ? "Passed" : "Failed"), make("code", {}, `--${gate.name} ${gate.limit}`), make("span", {}, shown(gate.message))))));
}

function matrix() {
  if (!head.matrix.length) return null;
  const worst = (row) => Math.min(...row.agreement.filter((value) => value !== null), 1);
  const sorted = [...head.matrix].sort((a, b) => worst(a) - worst(b));
  const cell = (value, alone) => {
    const strength = value === null ? "none" : Math.min(4, Math.floor(value * 5));
    return make("span", { class: `cell heat-${strength}` }, value === null ? "–" : percent(value), alone ? make("small", {}, ` alone in ${alone}`) : null);
  };
  const shownRows = sorted.slice(0, 100).map((row) => [row.document, ...row.agreement.map((value, run) => cell(value, row.alone[run]))]);
  return make("section", {}, make("h3", {}, "Models by articles"),
    make("p", { class: "muted" }, `How far each agrees with what most of them say, and in how many records it stands alone.${sorted.length > 100 ? ` The ${shownRows.length} worst of ${sorted.length} articles.` : ""}`),
    table(["Article", ...head.runs.map((run) => run.name)], shownRows));
}

function runsTable() {
  return make("section", {}, make("h3", {}, "What was compared"), table(
    ["Run", "Model", "Prompt", "Repeats", "Articles"],
    head.runs.map((run, at) => [run.name + (at === 0 && head.baseline ? " (approved)" : ""), run.models.join(", "), run.prompts.map((prompt) => prompt ?? "rules").join(", "), run.repeats, run.articles])));
}

function staleList() {
  if (!known.stale.length) return null;
  const most = 20;
  return make("section", { class: "notes" },
    make("h3", {}, `${plural(known.stale.length, "decision is", "decisions are")} stale: the change is no longer the same`),
    make("ul", {}, ...known.stale.slice(0, most).map((each) => make("li", {}, shown(`${each.document}: ${each.title} (${labelled(each.decision)}, ${each.reviewer})`)))),
    known.stale.length > most ? make("p", {}, `and ${known.stale.length - most} more`) : null);
}

function othersList() {
  if (!data.others.length) return null;
  const why = (article) => (article.state === "missing"
    ? `missing in ${article.statuses.map((status, run) => (status === null ? runName(run) : null)).filter(Boolean).join(", ")}`
    : `failed in ${article.statuses.map((status, run) => (status === "failed" ? runName(run) : null)).filter(Boolean).join(", ")}`);
  return make("section", {}, make("h3", {}, "Not compared"), make("ul", {}, ...data.others.map((article) => make("li", {}, `${shown(article.document)}: ${why(article)}`))));
}

/** On paper: the verdict, then the changes that pass the filters, with their decisions. */
function drawPrint() {
  const most = 400;
  const items = visible.slice(0, most).map((place) => {
    const change = changes[place];
    const decision = decisions.get(change.key);
    const detail = detailOf(place);
    const side = (name) => (detail.fields.length
      ? detail.fields.map((field) => `${labelled(field.field)}: ${field[name] ?? "nothing"}`).join("; ")
      : detail[name].map((record) => record.record.what || record.record.text || record.record.message || record.id).join("; ") || "nothing");
    return make("section", {},
      make("h3", {}, `${capital(change.severity)}: ${labelled(change.kind)} (${change.type}), ${shown(change.title)}`),
      make("p", {}, `${data.articles[change.article].document} · ${change.key}`),
      make("p", {}, make("strong", {}, `${runName(change.left)}: `), shown(side("left"))),
      make("p", {}, make("strong", {}, `${runName(change.right)}: `), shown(side("right"))),
      make("p", {}, decision ? `${OUTCOMES[decision.decision]} by ${shown(decision.reviewer)}${decision.reason ? `: ${shown(decision.reason)}` : ""}` : "Undecided"));
  });
  byId("print").replaceChildren(make("h2", {}, `Changes (${visible.length > most ? `the first ${most} of ` : ""}${visible.length})`), ...items);
}
