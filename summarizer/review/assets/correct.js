// A correction: the record as a form, filled in from one side.

/** The form that is filled in, see `forms`. */
let form = null;
const REFERENCES = ["disputed_by", "part_of", "same_as", "continues", "records"];

function correct() {
  if (current < 0) return;
  const change = changes[current];
  if (!data.forms[change.type]) {
    say("A finding cannot be corrected: accept or reject it.");
    return;
  }
  correcting = true;
  document.body.dataset.correcting = "";
  if (forms.has(change.key)) showForm(forms.get(change.key));
  else drawForm(detailOf(current).right.length ? "right" : "left");
}

function endCorrection() {
  closeForm();
  drawChange();
  byId("change-body").scrollTop = 0;
}

function drawForm(side) {
  const change = changes[current];
  const detail = detailOf(current);
  const earlier = decisions.get(change.key)?.correction;
  const source = bodyOf(change.article).source;
  form = { key: change.key, side, base: null, readers: [], element: null, typed: false };
  form.base = side === "earlier" ? structuredClone(earlier) : withWords(structuredClone(detail[side][0].record), source);
  // Its references mean other records of its own side; a correction stands among the right side's.
  if (side === "left") for (const name of REFERENCES) delete form.base[name];
  const sides = [...["left", "right"].filter((each) => detail[each].length), ...(earlier ? ["earlier"] : [])];
  const choice = make("select", { id: "correction-from", on: { change: startFrom } },
    ...sides.map((each) => make("option", { value: each, selected: each === side }, each === "earlier" ? "the correction so far" : runName(change[each]))));
  const differing = new Set(detail.fields.map((field) => field.field));
  const [first, others] = [true, false].map((wanted) => data.forms[change.type]
    .filter((field) => differs(field, differing) === wanted)
    .map((field) => make("div", { class: "form-field", "data-field": field.name }, ...formField(field, source))));
  const rest = others.length ? make("details", { open: !first.length }, make("summary", { class: "muted" }, first.length ? "Fields in which both sides agree" : "Fields"), ...others) : null;
  form.element = make("form", { id: "correction", class: "correction", "aria-labelledby": "correction-title", on: { submit: saveCorrection, input: onTyped } },
    make("h2", { id: "correction-title", tabindex: "-1" }, `Correct this ${change.type}`),
    make("p", { class: "form-field" }, make("label", { for: "correction-from" }, "Start from"), choice),
    ...first,
    rest,
    make("p", { id: "correction-error", class: "wrong", role: "alert" }),
    make("p", { class: "buttons save" },
      make("button", { type: "submit", class: "primary" }, "Save the correction"),
      make("button", { type: "button", on: { click: cancelCorrection } }, "Cancel")));
  forms.set(change.key, form);
  showForm(form);
}

function showForm(kept) {
  form = kept;
  byId("change-body").replaceChildren(form.element);
  byId("change-body").scrollTop = 0;
  byId("correction-title").focus();
}

function cancelCorrection() {
  forms.delete(form.key);
  endCorrection();
  drawRows();
  byId("change-title").focus();
}

function startFrom(event) {
  if (form.typed && !confirm("Start anew? What you typed into this form will be gone.")) event.target.value = form.side;
  else drawForm(event.target.value);
}

function onTyped(event) {
  if (event.target.id !== "correction-from") touched();
}

function touched() {
  form.typed = true;
  drawRows();
}

/** Whether the sides differ in a field; the words of a figure or quote and where they stand are one. */
const differs = (field, differing) => differing.has(field.name) || field.widget === "place";

/** The record with the words of its spans, which the page does not store twice. */
function withWords(value, source) {
  if (Array.isArray(value)) return value.map((item) => withWords(item, source));
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value);
  if (names.length === 2 && Number.isInteger(value.start) && Number.isInteger(value.end) && source) {
    return { ...value, text: source.slice(value.start, value.end) };
  }
  for (const name of names) value[name] = withWords(value[name], source);
  return value;
}

function formField(field, source) {
  const id = `field-${field.name}`;
  const value = form.base[field.name];
  const label = make("label", { for: id }, capital(labelled(field.name)));
  const input = (kind, initial, properties = {}) => {
    const element = make(kind, { id, ...properties });
    element.value = initial ?? "";
    return element;
  };
  const { readers } = form;
  const read = (reader) => readers.push([field.name, reader]);
  if (field.widget === "choice") {
    const element = make("select", { id }, ...field.options.map((option) => make("option", { value: option, selected: option === (value ?? "") }, labelled(option) || "none")));
    read(() => element.value || null);
    return [label, element];
  }
  if (field.widget === "number") {
    const element = input("input", value === undefined ? "" : String(value), { inputmode: "decimal" });
    read(() => number(element.value));
    return [label, element];
  }
  if (field.widget === "words" || field.widget === "list") {
    const element = input("textarea", Array.isArray(value) ? value.join("\n") : value, { rows: field.widget === "words" ? 3 : 2, placeholder: field.widget === "list" ? "one a line" : null });
    read(() => (field.widget === "words" ? element.value.trim() : element.value.split("\n").map((line) => line.trim()).filter(Boolean)));
    return [label, element];
  }
  if (field.widget === "source" || field.widget === "sources") {
    const many = field.widget === "sources";
    const names = [value ?? []].flat().map((each) => each.name).join(" > ");
    const element = input("input", names, { placeholder: many ? "original source > whoever passed it on" : null });
    read(() => {
      const found = (many ? element.value.split(">") : [element.value]).map((name) => name.trim()).filter(Boolean).map((name) => sourceNamed(name, source));
      return many ? found : found[0] || null;
    });
    return [label, element];
  }
  if (field.widget === "when") return whenField(field, value, label, id, read);
  if (field.widget === "place" || field.widget === "spans") return spanField(field, value, id, read);
  const element = input("input", value);
  read(() => element.value.trim() || null);
  return [label, element];
}

function number(text) {
  if (!text.trim()) return null;
  const value = Number(text.trim());
  if (!Number.isFinite(value)) throw new Error(`“${text}” is not a number; write 14300000000, not 14.3bn.`);
  return value;
}

/** A source as either side names it, or with the place where the article has the name. */
function sourceNamed(name, source) {
  const detail = detailOf(current);
  for (const side of ["right", "left"]) {
    for (const { record } of detail[side]) {
      const known = [record.speaker, record.attributed_to, record.via].flat().find((each) => each?.name === name);
      if (known) return withWords(structuredClone({ name, mentions: known.mentions || [] }), source);
    }
  }
  const span = source?.find(name);
  if (source && !span) throw new Error(`“${name}” stands nowhere in the article; write the name as it stands there.`);
  return { name, mentions: span ? [span] : [] };
}

function whenField(field, value, label, id, read) {
  const part = (name, properties = {}) => {
    const element = make("input", { ...properties, "aria-label": properties["aria-label"] || null });
    element.value = value?.[name] ?? "";
    return element;
  };
  const text = part("text", { id, placeholder: "as written" });
  const start = part("start", { "aria-label": "First day", placeholder: "2024-10-07" });
  const end = part("end", { "aria-label": "Last day", placeholder: "2024-10-07" });
  const precision = make("select", { "aria-label": "Precision" }, ...field.options.map((option) => make("option", { value: option, selected: option === (value?.precision ?? "unknown") }, option)));
  read(() => ({ text: text.value.trim() || null, start: start.value.trim() || null, end: end.value.trim() || null, precision: precision.value }));
  return [label, make("div", { class: "when" }, text, start, end, precision)];
}

/** Where the record stands: one place, or several sentences; taken from what is selected in the source text. */
function spanField(field, value, id, read) {
  const one = field.widget === "place";
  let spans = one ? (value ? [value] : []) : value ?? [];
  const list = make("ul", { class: "passages" });
  const draw = () => list.replaceChildren(...spans.map((span, at) => make("li", {},
    make("span", { class: "words", dir: "auto" }, shown((span.text || "").slice(0, 300))),
    one ? null : make("button", { type: "button", "aria-label": `Remove passage ${at + 1}`, on: { click: () => { spans = spans.filter((each) => each !== span); draw(); touched(); } } }, "Remove"))));
  const take = () => {
    const span = selectedSpan();
    if (!span) {
      say("Select words in the source text first.", true);
      return;
    }
    spans = one ? [span] : [...spans, span].sort((a, b) => a.start - b.start);
    draw();
    touched();
  };
  draw();
  read(() => (one ? spans[0] ?? null : spans));
  // Pressing must not clear the selection that it is about.
  const button = make("button", { type: "button", id, on: { mousedown: (event) => event.preventDefault(), click: take } }, one ? "Use the selected words" : "Add the selected words");
  return [make("span", { class: "label" }, one ? "Words in the article" : "Evidence"), list, button];
}

function saveCorrection(event) {
  event.preventDefault();
  const { id, optional, ...record } = form.base;
  const faults = {};
  for (const [name, reader] of form.readers) {
    try {
      record[name] = reader();
    } catch (error) {
      faults[name] = error.message;
    }
  }
  showFaults(faults);
  if (Object.keys(faults).length) return;
  if (record.span) record.text = record.span.text;
  settle("correct", record);
}

/** Say beside each field what is wrong with it; what belongs to no field stands below them. */
function showFaults(faults) {
  const { element } = form;
  for (const box of element.querySelectorAll(".fault")) box.remove();
  for (const control of element.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const others = [];
  let first = null;
  for (const [name, message] of Object.entries(faults)) {
    const box = element.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (!box) {
      others.push(name ? `${capital(labelled(name))}: ${message}` : message);
      continue;
    }
    box.append(make("p", { class: "fault wrong", id: `fault-${name}` }, shown(message)));
    const control = byId(`field-${name}`);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `fault-${name}`);
    box.closest("details")?.setAttribute("open", "");
    first ??= control;
  }
  byId("correction-error").textContent = shown(others.join(" "));
  if (!Object.keys(faults).length) return;
  (first ?? byId("correction-title")).focus();
  say("Not saved: mend what is marked in the form.", true);
}
