/** The menu of narrow screens by keyboard: what opens it is a label, here made a button. Closed, nothing in it can be reached (site.css). */

const drawer = document.getElementById("__drawer");
const button = document.querySelector("label.md-header__button[for=__drawer]");
Object.assign(button, { tabIndex: 0, role: "button", ariaLabel: "Menu" });

const tell = () => (button.ariaExpanded = drawer.checked);
drawer.addEventListener("change", tell);
tell();

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
