// The menus of the header close at a click elsewhere, on one of their links, and by Escape.
"use strict";

(function () {
  const listOpen = () => [...document.querySelectorAll("details.menu[open]")];

  const closeWhere = (isMeant) =>
    listOpen()
      .filter(isMeant)
      .forEach((menu) => {
        menu.open = false;
      });

  // Not the click: the map keeps those to itself.
  document.addEventListener(
    "pointerdown",
    (event) => closeWhere((menu) => !menu.contains(event.target)),
    true,
  );
  document.addEventListener("click", (event) =>
    closeWhere((menu) => menu.contains(event.target.closest("a"))),
  );

  // Before whatever else Escape does on the page.
  document.addEventListener(
    "keydown",
    (event) => {
      const menus = listOpen();
      if (event.key === "Escape" && menus.length) {
        event.stopPropagation();
        menus[0].querySelector("summary").focus();
        closeWhere(() => true);
      }
    },
    true,
  );
})();
