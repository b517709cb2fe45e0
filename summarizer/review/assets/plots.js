// Plots as inline SVG, each with its numbers as a table beside it.

const SVG = "http://www.w3.org/2000/svg";

function draw(tag, properties = {}, text = null) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
}

const percent = (share) => (share === null || share === undefined ? "–" : `${Math.round(share * 100)}%`);

const interval = (pair) => (pair ? `${Math.round(pair[0] * 100)}–${Math.round(pair[1] * 100)}%` : "–");

const TYPE_NAMES = { all: "All records", event: "Events", figure: "Figures", quote: "Quotes", sentence: "Summary" };

/** The measures of a plot: one that is scaled down to a small screen could not be read there. */
function frame(space) {
  const width = matchMedia("(max-width: 640px)").matches ? 340 : 560;
  const left = width === 340 ? 92 : 104;
  return { width, left, end: width - space };
}

/** Agreement by type as points with intervals; beside them how far each model agrees with itself. */
function agreementPlot(right) {
  const between = head.agreement.filter((each) => each.left_run === 0 && each.right_run === right);
  if (!between.length) return null;
  const floor = (run, type) => head.agreement.find((each) => each.left_run === run && each.right_run === run && each.type === type);
  const floors = [0, right].filter((run) => between.some((each) => floor(run, each.type)));
  const { width, left, end } = frame(60);
  const row = 44;
  const x = (share) => left + share * (end - left);
  const height = between.length * row + 34;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "plot", role: "img", "aria-labelledby": `agreement-${right}` });
  svg.append(draw("title", { id: `agreement-${right}` }, `Agreement between ${runName(0)} and ${runName(right)} by type of record; the numbers are in the table below.`));
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(draw("line", { x1: x(share), x2: x(share), y1: 4, y2: height - 26, class: "grid" }));
    svg.append(draw("text", { x: x(share), y: height - 8, "text-anchor": "middle", class: "axis" }, `${share * 100}%`));
  }
  between.forEach((each, at) => {
    const y = at * row + 24;
    svg.append(draw("text", { x: left - 14, y: y + 4, "text-anchor": "end", class: each.type === "all" ? "name strong" : "name" }, TYPE_NAMES[each.type]));
    if (each.value === null) {
      svg.append(draw("text", { x: left + 8, y: y + 4, class: "axis" }, "no such record"));
      return;
    }
    floors.forEach((run) => {
      const own = floor(run, each.type);
      if (!own || own.value === null) return;
      const side = run === 0 ? "left" : "right";
      const dy = run === 0 ? -11 : 11;
      if (own.interval) svg.append(draw("line", { x1: x(own.interval[0]), x2: x(own.interval[1]), y1: y + dy, y2: y + dy, class: `floor-line ${side}` }));
      const px = x(own.value);
      svg.append(draw("path", { d: `M${px - 5} ${y + dy}L${px} ${y + dy - 5}L${px + 5} ${y + dy}L${px} ${y + dy + 5}Z`, class: `floor ${side}` }));
    });
    if (each.interval) svg.append(draw("line", { x1: x(each.interval[0]), x2: x(each.interval[1]), y1: y, y2: y, class: "whisker" }));
    svg.append(draw("circle", { cx: x(each.value), cy: y, r: 6, class: "point" }));
    svg.append(draw("text", { x: width - 4, y: y + 4, "text-anchor": "end", class: "number" }, percent(each.value)));
  });
  const rowsOfTable = between.map((each) => [TYPE_NAMES[each.type], percent(each.value), interval(each.interval), ...floors.map((run) => percent(floor(run, each.type)?.value)), each.records.toLocaleString("en", { maximumFractionDigits: 1 })]);
  return make("figure", {},
    make("figcaption", {}, make("h3", {}, "Agreement by type"), make("p", { class: "muted" }, floors.length
      ? "How many records say the same on both sides. Differences that the models’ own repeats show as well are noise."
      : "How many records say the same on both sides. With one repeat a side the noise floor is not known.")),
    svg,
    make("p", { class: "legend" }, make("span", { class: "key point" }, "both models, 95% interval"),
      ...floors.map((run) => make("span", { class: `key floor ${run === 0 ? "left" : "right"}` }, `${runName(run)} with itself`))),
    numbers(["Type", "Agreement", "95% interval", ...floors.map((run) => `${runName(run)} with itself`), "Records"], rowsOfTable));
}

/** Changes by severity, and of each severity by type. */
function severityPlot(right) {
  const own = changes.filter((change) => head.runs.length < 3 || change.right === right);
  const types = TYPES.filter((type) => own.some((change) => change.type === type));
  const count = (severity, type) => own.filter((change) => change.severity === severity && (!type || change.type === type)).length;
  const most = Math.max(1, ...SEVERITIES.map((severity) => count(severity)));
  const { width, left, end } = frame(74);
  const row = 44;
  const height = SEVERITIES.length * row + 6;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "plot", role: "img", "aria-labelledby": `severity-${right}` });
  svg.append(draw("title", { id: `severity-${right}` }, "Changes by severity and type; the numbers are in the table below."));
  SEVERITIES.forEach((severity, at) => {
    const y = at * row + 8;
    let x = left;
    svg.append(draw("text", { x: left - 14, y: y + 18, "text-anchor": "end", class: "name" }, capital(severity)));
    types.forEach((type, place) => {
      const wide = (count(severity, type) / most) * (end - left);
      if (!wide) return;
      const bar = draw("rect", { x, y, width: Math.max(1, wide - 1.5), height: 26, rx: 3, class: `bar ${severity} shade-${place}` });
      bar.append(draw("title", {}, `${count(severity, type)} × ${type}`));
      svg.append(bar);
      const label = [`${type} ${count(severity, type)}`, String(count(severity, type))].find((text) => text.length * 7 + 12 < wide);
      if (label) svg.append(draw("text", { x: x + 6, y: y + 17, class: "bar-text" }, label));
      x += wide;
    });
    svg.append(draw("text", { x: x + 8, y: y + 18, class: "number" }, count(severity).toLocaleString("en")));
  });
  return make("figure", {},
    make("figcaption", {}, make("h3", {}, "Changes by severity"), make("p", { class: "muted" }, head.runs.length < 3 && head.counts.within_noise
      ? `${plural(head.counts.within_noise, "further difference lies", "further differences lie")} within a model’s own noise and ${head.counts.within_noise === 1 ? "is" : "are"} left out.`
      : "Wording alone is minor; what a reader would be told wrongly is critical.")),
    svg,
    numbers(["Severity", ...types.map((type) => `${capital(type)}s`), "All"], SEVERITIES.map((severity) => [capital(severity), ...types.map((type) => count(severity, type)), count(severity)])));
}

function numbers(titles, rowsOfTable) {
  return make("details", { class: "numbers" }, make("summary", {}, "Numbers"), table(titles, rowsOfTable));
}

function table(titles, rowsOfTable) {
  return make("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Table" }, make("table", {},
    make("thead", {}, make("tr", {}, ...titles.map((title) => make("th", { scope: "col" }, String(title))))),
    make("tbody", {}, ...rowsOfTable.map((row) => make("tr", {}, ...row.map((cell, at) => {
      const content = cell instanceof Node ? cell : shown(String(cell));
      return at ? make("td", {}, content) : make("th", { scope: "row", dir: "auto" }, content);
    }))))));
}
