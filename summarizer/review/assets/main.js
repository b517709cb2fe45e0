// The whole: views, address, theme, and what is wired to what.

const THEME = "summarizer-review/theme";
const THEMES = { auto: "Auto", light: "Light", dark: "Dark" };

function showView(name) {
  byId("overview").hidden = name !== "overview";
  byId("work").hidden = name !== "work";
  byId("show-overview").setAttribute("aria-pressed", String(name === "overview"));
  byId("show-work").setAttribute("aria-pressed", String(name === "work"));
  document.body.dataset.view = name;
}

let address = null;
let addressSince = 0;
/** Milliseconds; a change that was left sooner, as while a key is held, is no step that Back goes back by. */
const PASSED_BY = 1000;
/** The state of the entries of the history that the page has shown. */
const SHOWN = "shown";

/** Put what is looked at into the address, as a step that Back and Forward go by. */
function setAddress(hash, clicked = false) {
  if (hash === address) return;
  const betweenChanges = address !== "#overview" && hash !== "#overview";
  const passedBy = betweenChanges && !clicked && performance.now() - addressSince < PASSED_BY;
  enter(hash, passedBy ? "replaceState" : "pushState");
}

function enter(hash, how) {
  address = hash;
  addressSince = performance.now();
  try {
    history[how](SHOWN, "", hash);
  } catch {
    // A browser that forbids it for files: links still work.
  }
}

/** Follow a permalink, or Back and Forward; a key may be cut short. */
function followAddress() {
  const hash = location.hash.slice(1);
  if (location.hash === address || hash === "main") return;
  const place = placeOf.get(hash) ?? (hash.length >= 8 ? changes.findIndex((change) => change.key.startsWith(hash)) : -1);
  if (place >= 0) {
    if (!visible.includes(place) && history.state !== SHOWN) clearFilters();
    goTo(place, { address: false, focus: true });
    enter(`#${hash}`, "replaceState");
    return;
  }
  showView("overview");
  enter("#overview", "replaceState");
  if (hash && hash !== "overview") say("That change is not on this page: it is no longer as it was.", true);
}

function goToVerdict() {
  showView("overview");
  setAddress("#overview");
  byId("verdict-headline").focus();
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  byId("theme").textContent = THEMES[name];
  byId("theme").setAttribute("aria-label", `Colours: ${THEMES[name]}`);
  byId("theme").title = "Colours: as the system has them, light or dark";
}

function nextTheme() {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setTheme(next);
  keep(THEME, next);
}

function exportDecisions() {
  const link = make("a", { href: URL.createObjectURL(new Blob([exported()], { type: "application/jsonl" })), download: "decisions.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say("Exported as decisions.jsonl; read it with: summarizer review --import decisions.jsonl");
}

function wire() {
  const onClick = {
    "show-overview": goToVerdict,
    "show-work": () => (visible.length ? goTo(startPlace(), { focus: true }) : showView("work")),
    theme: nextTheme,
    export: exportDecisions,
    "help-open": openHelp,
    "do-accept": () => settle("accept"),
    "do-reject": () => settle("reject"),
    "do-correct": correct,
    "do-skip": skip,
    "do-undo": undo,
    "go-next": () => step(1),
    "go-previous": () => step(-1),
    "filters-clear": clearFilters,
  };
  for (const [id, act] of Object.entries(onClick)) byId(id).addEventListener("click", act);
  document.addEventListener("keydown", onKey);
  for (const id of ["filters", "decide"]) byId(id).addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", () => {
    filtered();
    if (current >= 0) drawDecision();
    byId("viewport").scrollTop = 0;
    drawRows();
  });
  let drawing = false;
  byId("viewport").addEventListener("scroll", () => {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      drawRows();
    });
  }, { passive: true });
  addEventListener("resize", drawRows);
  addEventListener("hashchange", followAddress);
  addEventListener("beforeunload", askBeforeLeaving);
  byId("reason").addEventListener("input", keepReason);
  addEventListener("beforeprint", drawPrint);
  matchMedia("(max-width: 640px)").addEventListener("change", drawOverview);
  byId("reviewer").value = live ? data.reviewer : recall(REVIEWER) || "";
  byId("reviewer").readOnly = live;
  byId("reviewer").addEventListener("change", (event) => keep(REVIEWER, event.target.value));
  byId("kept-where").textContent = live
    ? "Decisions are written to the file as you go."
    : "Decisions are kept in this browser; Export saves them as a file for: summarizer review --import FILE";
}

setTheme(THEMES[recall(THEME)] ? recall(THEME) : "auto");
byId("page-title").textContent = head.runs.map((run) => run.name).join(head.runs.length > 2 ? ", " : " → ");
recallDecisions();
fillFilters();
wire();
if (narrow()) byId("list-details").open = false;
drawOverview();
filtered();
drawProgress();
followAddress();
