// Differences inside a field, word by word.

const MOST_WORDS = 400;

/** Two lists of [text, differs], one for each side. */
function wordDifferences(left, right) {
  const a = left.match(/[\p{L}\p{N}\p{M}]+|\s+|[^]/gu) || [];
  const b = right.match(/[\p{L}\p{N}\p{M}]+|\s+|[^]/gu) || [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const x = a.slice(start, a.length - end);
  const y = b.slice(start, b.length - end);
  const [inX, inY] = x.length > MOST_WORDS || y.length > MOST_WORDS
    ? [x.map(() => true), y.map(() => true)]
    : unmatched(x, y);
  const head = [a.slice(0, start).join(""), false];
  const tail = [a.slice(a.length - end).join(""), false];
  return [[head, ...runs(x, inX), tail], [head, ...runs(y, inY), tail]];
}

/** Which words are not part of the longest common subsequence. */
function unmatched(x, y) {
  const width = y.length + 1;
  const lengths = new Uint16Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = x[i] === y[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const inX = x.map(() => true);
  const inY = y.map(() => true);
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    if (x[i] === y[j]) {
      inX[i] = false;
      inY[j] = false;
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return [inX, inY];
}

/** Neighbouring words of one kind together; a blank between two that differ differs too. */
function runs(words, differs) {
  const found = [];
  words.forEach((word, place) => {
    const blank = /^\s+$/.test(word) && differs[place - 1] && differs[place + 1];
    const differing = differs[place] || Boolean(blank);
    const last = found[found.length - 1];
    if (last && last[1] === differing) last[0] += word;
    else found.push([word, differing]);
  });
  return found;
}

/** The value of one side, with what differs marked. */
function marked(parts, tag) {
  return parts.filter(([text]) => text).map(([text, differs]) => (differs ? make(tag, {}, shown(text)) : shown(text)));
}
