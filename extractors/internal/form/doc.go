// Package form reads what is printed as labels with values: 姓名 张三, a ruled
// table, a list, a card. It finds labels however an engine cut or joined them,
// and gives each the text to its right, below it when there is none to the
// right, and the further lines of a value that wraps.
//
// A Vocabulary says which labels a paper has. A label inside running text is
// none: it counts only where a line starts, after a gap or after another value,
// or where a colon follows it.
package form
