// What is copied -> the clipboard, by the event of a copy, which needs no certificate.

/**
 * Copy a content in each of its forms, by type; return whether it was let.
 * @param {Record<string, string>} forms
 */
export function put(forms) {
  let isPut = false;
  /** @param {ClipboardEvent} event */
  function take(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, text] of Object.entries(forms)) event.clipboardData?.setData(type, text);
    isPut = event.clipboardData !== null;
  }
  document.addEventListener("copy", take, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", take, { capture: true });
  return isPut;
}
