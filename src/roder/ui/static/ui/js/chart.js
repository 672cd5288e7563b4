// Draws each chart that the page holds: options come as JSON, amounts as whole öre.

const REPAINTS = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)", "print"];
const drawn = new Set();

function amountWriter(format) {
  const digits = { minimumFractionDigits: format.decimals, maximumFractionDigits: format.decimals };
  const full = new Intl.NumberFormat(format.language, digits);
  const axis = new Intl.NumberFormat(format.language, { maximumFractionDigits: format.decimals });
  const written = (writer, ore) => writer.format(ore / format.oreByUnit).replace("-", "\u2212");
  return {
    full: (ore) => (ore === null || ore === undefined ? format.absent : written(full, ore)),
    axis: (ore) => written(axis, ore),
  };
}

// A token may depend on the scheme, so it is read as a colour that the page has come to.
function colourReader(canvas) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.forcedColorAdjust = "none";
  canvas.after(probe);
  const read = (token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  return { read, done: () => probe.remove() };
}

function themed(payload, canvas) {
  const { read, done } = colourReader(canvas);
  const option = structuredClone(payload.option);
  const write = amountWriter(payload.format);
  option.color = option.series.map((series) => read(`chart-${series.id.replace("_", "-")}`));
  for (const text of [option.textStyle, option.legend.textStyle, option.xAxis.axisLabel, option.yAxis.axisLabel]) {
    text.color = read("chart-text");
  }
  for (const series of option.series) if (series.label) series.label.color = read("chart-text");
  option.xAxis.axisLine.lineStyle.color = read("chart-text");
  option.yAxis.splitLine.lineStyle.color = read("rule");
  option.yAxis.axisLabel.formatter = write.axis;
  Object.assign(option.tooltip, {
    backgroundColor: read("surface"),
    borderColor: read("rule"),
    textStyle: { ...option.textStyle },
    valueFormatter: (ore) => `${write.full(ore)} ${payload.format.unit}`,
  });
  done();
  return option;
}

async function draw(canvas) {
  const source = document.getElementById(canvas.dataset.chart);
  if (!source || canvas.dataset.drawn) return;
  canvas.dataset.drawn = "true";
  const payload = JSON.parse(source.textContent);
  const { init } = await import(canvas.dataset.library);
  const chart = init(canvas, null, { renderer: "svg" });
  const paint = () => chart.setOption(themed(payload, canvas), true);
  paint();
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(canvas);
  drawn.add({ canvas, chart, paint, sizes });
}

function drawAll(root) {
  for (const entry of drawn) {
    if (entry.canvas.isConnected) continue;
    entry.sizes.disconnect();
    entry.chart.dispose();
    drawn.delete(entry);
  }
  root.querySelectorAll("[data-chart]").forEach(draw);
}

for (const media of REPAINTS) {
  window.matchMedia(media).addEventListener("change", () => drawn.forEach((entry) => entry.paint()));
}
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt.parentElement ?? document));
drawAll(document);
