// The table that pasted cells will make, drawn below the box while one types. Reads cells as the server does:
// tabs between them, or bars where there is no tab; quoted cells as a spreadsheet copies them.
function rowsOf(text) {
  const mark = text.includes("\t") ? "\t" : "|"
  const rows = [[""]]
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    const row = rows.at(-1)
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign
      else if (text[at + 1] === '"') { row[row.length - 1] += sign; at++ } else quoted = false
    } else if (sign === '"' && row.at(-1) === "") quoted = true
    else if (sign === mark) row.push("")
    else if (sign === "\n") rows.push([""])
    else row[row.length - 1] += sign
  }
  const found = rows.map(row => row.map(cell => cell.trim().replace(/\s+/g, " "))).filter(row => row.some(Boolean))
  const width = Math.max(0, ...found.map(row => row.length))
  const filled = [...Array(width).keys()].filter(place => found.some(row => row[place]))
  return found.map(row => filled.map(place => row[place] ?? ""))
}

function box(area) {
  if (area.nextElementSibling?.matches(".cells-preview")) return area.nextElementSibling
  const made = document.createElement("div")
  made.className = "cells-preview"
  made.tabIndex = 0
  made.setAttribute("role", "region")
  made.setAttribute("aria-label", "表格预览")
  area.after(made)
  return made
}

function draw(area) {
  const fields = area.closest(".inline-related")
  const is = name => fields?.querySelector(`input[name$="-${name}"]`)?.checked
  const rows = rowsOf(area.value)
  const table = document.createElement("table")
  rows.forEach((row, number) => {
    const line = table.insertRow()
    row.forEach((cell, place) => {
      const heads = (number === 0 && is("header_row")) || (place === 0 && is("header_column"))
      const made = document.createElement(heads ? "th" : "td")
      made.textContent = cell
      line.append(made)
    })
  })
  box(area).hidden = rows.length === 0
  box(area).replaceChildren(table)
}

const areas = within => within.querySelectorAll("textarea[data-cells]:not([name*=__prefix__])")
function redraw(event) {
  if (event.target.matches("textarea[data-cells]")) draw(event.target)
  else if (/-header_(row|column)$/.test(event.target.name ?? "")) {
    areas(event.target.closest(".inline-related") ?? document).forEach(draw)
  }
}
document.addEventListener("input", redraw)
document.addEventListener("change", redraw)
areas(document).forEach(draw)
