// What is typed and not saved: kept for its change while the page is open; leaving the page asks.

/** Typed reasons by change key. */
const typedReasons = new Map();

/** Correction forms by change key: { key, side, base, readers, element, typed }. */
const forms = new Map();

const hasTypedForm = (key) => Boolean(forms.get(key)?.typed);

const isUnsaved = (key) => typedReasons.has(key) || hasTypedForm(key);

const savedReason = (key) => decisions.get(key)?.reason || "";

function keepReason() {
  const { key } = changes[current];
  const reason = byId("reason").value;
  if (reason.trim() && reason !== savedReason(key)) typedReasons.set(key, reason);
  else typedReasons.delete(key);
  drawRows();
}

/** Leave the form that is open; it is kept if something was typed in it. */
function closeForm() {
  correcting = false;
  delete document.body.dataset.correcting;
  for (const [key, form] of forms) if (!form.typed) forms.delete(key);
}

function askBeforeLeaving(event) {
  if (busy || typedReasons.size || [...forms.values()].some((form) => form.typed)) event.preventDefault();
}

/** Whether the reviewer's decision is to replace the newer one, which another reviewer made. */
function askToReplace(newer, outcome) {
  const dialog = byId("newer");
  const did = { accept: "accepted this change", reject: "rejected this change", correct: "corrected this change", undo: "took back the decision about this change" };
  byId("newer-text").replaceChildren(newer
    ? `${shown(newer.reviewer)} ${did[newer.decision]} (${new Date(newer.at).toLocaleString()}), and this page did not know of it yet.`
    : "The decision that this page showed is not in the file any more.");
  byId("newer-reason").textContent = newer?.reason ? `Reason: ${shown(newer.reason)}` : "";
  byId("newer-own").textContent = outcome === "undo" ? "You are taking the decision back." : `Your decision: ${OUTCOMES[outcome]}.`;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "replace"), { once: true });
  });
}
