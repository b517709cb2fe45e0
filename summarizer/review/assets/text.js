// Text: how untrusted text is shown, and how code points and UTF-16 units are converted.

/** An element; children are elements or strings, and a string is only ever text. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const byId = (id) => document.getElementById(id);

// Controls, and marks that reorder what stands beside them: each is shown as one sign, so that offsets stay.
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;

function shown(text) {
  return String(text).replace(HARMFUL, (sign) => {
    const code = sign.charCodeAt(0);
    if (code === 13) return "";
    if (code < 32) return String.fromCharCode(0x2400 + code);
    return code === 127 ? "\u2421" : "\u2426";
  });
}

/** `shown` where every sign keeps its length, for the article's text. */
const shownInPlace = (text) => text.replace(HARMFUL, (sign) => (sign === "\r" ? "\u200b" : shown(sign)));

const labelled = (name) => name.replaceAll("_", " ");

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** A source text with conversion between code points, which spans count, and UTF-16 units, which browsers count. */
class SourceText {
  constructor(text) {
    this.text = text;
    this.units = null;
    if (!/[\ud800-\udbff]/.test(text)) {
      this.length = text.length;
      return;
    }
    this.units = new Uint32Array(text.length + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; points += 1) {
      this.units[points] = unit;
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
    }
    this.units[points] = text.length;
    this.units = this.units.subarray(0, points + 1);
    this.length = points;
  }

  /** UTF-16 offset of a code point. */
  unit(point) {
    const at = Math.max(0, Math.min(point, this.length));
    return this.units ? this.units[at] : at;
  }

  /** Code point at a UTF-16 offset. */
  point(unit) {
    if (!this.units) return unit;
    let low = 0;
    let high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** The place of `words` that is nearest to code point `near`, as a span; null where they do not stand. */
  find(words, near = 0) {
    if (!words) return null;
    let best = -1;
    const wanted = this.unit(near);
    for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + 1)) {
      if (best >= 0 && Math.abs(at - wanted) >= Math.abs(best - wanted)) break;
      best = at;
    }
    if (best < 0) return null;
    return { start: this.point(best), end: this.point(best + words.length), text: words };
  }
}
