/** The menu of narrow screens by keyboard: the theme opens it by a label, which becomes a button. Closed, it cannot be reached (site.css). */

export function makeDrawerAccessible() {
  const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
  const button = /** @type {HTMLElement} */ (document.querySelector("label.md-header__button[for=__drawer]"));
  Object.assign(button, { tabIndex: 0, role: "button", ariaLabel: "Menu" });

  const update = () => (button.ariaExpanded = String(drawer.checked));
  drawer.addEventListener("change", update);
  update();

  // The theme itself clicks a label for Enter.
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    drawer.click();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
}
