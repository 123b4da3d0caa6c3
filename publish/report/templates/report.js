"use strict";
(() => {
  const root = document.documentElement;
  for (const button of document.querySelectorAll(".other-language")) {
    button.addEventListener("click", () => {
      root.dataset.language = root.lang = button.dataset.to;
      document.querySelector(`.edition[lang=${button.dataset.to}] .other-language`).focus();
      for (const map of maps) map.show();
    });
  }
  for (const button of document.querySelectorAll(".print")) button.addEventListener("click", () => window.print());

  const round = metres => {
    const power = 10 ** Math.floor(Math.log10(metres));
    return [5, 2, 1].map(step => step * power).find(length => length <= metres) || power;
  };

  class Map {
    constructor(figure) {
      this.figure = figure;
      this.svg = figure.querySelector(".main-map");
      this.home = this.svg.dataset.home.split(" ").map(Number);
      this.all = this.svg.dataset.all.split(" ").map(Number);
      this.first = this.svg.dataset.first.split(" ").map(Number);
      this.view = [...this.home];
      this.pointers = new window.Map();
      for (const button of figure.querySelectorAll("[data-map]")) {
        button.addEventListener("click", () => this.press(button.dataset.map));
      }
      for (const box of figure.querySelectorAll("[data-layer]")) {
        box.addEventListener("change", () => this.svg.classList.toggle(`no-${box.dataset.layer}`, !box.checked));
      }
      this.svg.addEventListener("wheel", event => {
        if (!event.ctrlKey && document.activeElement !== this.svg) return;
        event.preventDefault();
        this.zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, this.at(event));
      }, { passive: false });
      this.svg.addEventListener("pointerdown", event => {
        this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
        this.moved = 0;
      });
      this.svg.addEventListener("pointermove", event => this.drag(event));
      for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
        this.svg.addEventListener(end, event => {
          this.pointers.delete(event.pointerId);
          this.svg.classList.remove("dragging");
        });
      }
      // The end of a drag is no click; one by the keyboard has no detail.
      this.svg.addEventListener("click", event => { if (event.detail && this.moved > 5) event.preventDefault(); }, true);
      this.svg.addEventListener("dblclick", event => this.zoom(0.5, this.at(event)));
      this.svg.addEventListener("keydown", event => this.key(event));
      window.addEventListener("resize", () => this.show());
      this.show();
    }
    press(what) {
      // From the start view into the first place, else into nothing between two towns.
      if (what === "in") this.zoom(1 / 1.5, this.view.join() === this.home.join() ? this.first : undefined);
      if (what === "out") this.zoom(1.5);
      if (what === "home") this.view = [...this.home];
      if (what === "all") this.view = [...this.all];
      this.show();
    }
    at(event) {
      const box = this.svg.getBoundingClientRect(), perPixel = this.perPixel();
      const middle = [this.view[0] + this.view[2] / 2, this.view[1] + this.view[3] / 2];
      return [middle[0] + (event.clientX - box.left - box.width / 2) * perPixel,
        middle[1] + (event.clientY - box.top - box.height / 2) * perPixel];
    }
    perPixel() {
      const box = this.svg.getBoundingClientRect();
      return box.width ? Math.max(this.view[2] / box.width, this.view[3] / box.height) : this.view[2] / 900;
    }
    zoom(factor, [x, y] = [this.view[0] + this.view[2] / 2, this.view[1] + this.view[3] / 2]) {
      const width = this.view[2] * factor;
      if (width < 100 || width > 4 * Math.max(this.all[2], this.all[3])) return;
      this.view = [x - (x - this.view[0]) * factor, y - (y - this.view[1]) * factor, width, this.view[3] * factor];
      this.show();
    }
    move(x, y) {
      this.view[0] += x;
      this.view[1] += y;
      this.show();
    }
    drag(event) {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const others = [...this.pointers.entries()].filter(([id]) => id !== event.pointerId);
      if (others.length) {
        const [ox, oy] = others[0][1];
        const length = ([x, y]) => Math.hypot(x - ox, y - oy) || 1;
        this.zoom(length(before) / length([event.clientX, event.clientY]));
      } else if (event.pointerType !== "touch") {
        const perPixel = this.perPixel();
        this.move((before[0] - event.clientX) * perPixel, (before[1] - event.clientY) * perPixel);
      }
      this.moved += Math.hypot(before[0] - event.clientX, before[1] - event.clientY);
      this.svg.classList.add("dragging");
      this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    }
    key(event) {
      if (event.target !== this.svg || event.ctrlKey || event.altKey || event.metaKey) return;
      const step = this.view[2] / 8;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (moves[event.key]) this.move(...moves[event.key]);
      else if (event.key === "+" || event.key === "=") this.zoom(1 / 1.5);
      else if (event.key === "-") this.zoom(1.5);
      else if (event.key === "0") this.press("home");
      else return;
      event.preventDefault();
    }
    show() {
      this.svg.setAttribute("viewBox", this.view.map(number => Math.round(number * 10) / 10).join(" "));
      const perPixel = this.perPixel();
      this.svg.style.setProperty("--metres", perPixel);
      // Names of squares and schools would cover a whole town.
      this.svg.style.setProperty("--spots", perPixel > 4 ? "none" : "inline");
      const length = round(120 * perPixel);
      this.figure.querySelector(".bar").style.width = `${length / perPixel}px`;
      this.figure.querySelector(".bar-text").textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
    }
  }
  const maps = [...document.querySelectorAll("figure.map")].map(figure => new Map(figure));
  for (const svg of document.querySelectorAll(".small-map")) {
    const fit = () => {
      const width = svg.getBoundingClientRect().width;
      if (width) svg.style.setProperty("--metres", svg.viewBox.baseVal.width / width);
    };
    new ResizeObserver(fit).observe(svg);
  }
  // On paper nothing is folded.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
