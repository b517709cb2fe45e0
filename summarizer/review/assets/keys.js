// Keys: single letters, but not where somebody writes.

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepArticle(1),
  p: () => stepArticle(-1),
  a: () => settle("accept"),
  r: () => settle("reject"),
  c: () => correct(),
  e: () => byId("reason").focus(),
  s: () => skip(),
  u: () => undo(),
  o: () => goToVerdict(),
  "/": () => search(),
  "?": () => openHelp(),
};
const AT_WORK = "arces";

function onKey(event) {
  const target = event.target;
  const writing = target.matches("textarea, select, input:not([type=checkbox])");
  if (event.key === "Escape") {
    leave(target, writing);
    return;
  }
  if (writing && event.key === "Enter" && target.id === "reason") {
    event.preventDefault();
    byId("change-title")?.focus({ preventScroll: true });
    return;
  }
  if (writing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (!byId("keys-on").checked && event.key !== "?") return;
  const act = ACTS[event.key];
  if (!act || (AT_WORK.includes(event.key) && (byId("work").hidden || (correcting && event.key !== "s")))) return;
  event.preventDefault();
  act();
}

function leave(target, writing) {
  if (document.querySelector("dialog[open]")) return;
  if (correcting) {
    endCorrection();
    byId("change-title").focus({ preventScroll: true });
  } else if (writing) (byId("change-title") || byId("main")).focus({ preventScroll: true });
}

function search() {
  showView("work");
  byId("list-details").open = true;
  byId("filter-text").focus();
  byId("filter-text").select();
}

function openHelp() {
  byId("help").showModal();
}
