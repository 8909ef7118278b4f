// Package specimen draws synthetic documents with known truth, each marked
// 样本, for tests, the demo and benchmarks. No real person, number or picture
// is in it: names, numbers and portraits are made up from the seed.
//
// Draw gives one paper of a kind, DrawLayout one in a given layout, IDCardCopy
// both sides of an identity card on a sheet of A4, Copy any other paper on one,
// Mixed two papers on one sheet. The same arguments give the same pixels and the same truth. What is
// drawn is clean; Degrade makes scans, photographs and copies of it.
//
// # Splits
//
// Tune is to develop with; Unseen is to judge by and nobody looks at it while
// tuning. They differ in their seeds and also in lists that never meet: rare
// surnames and given names, places, schools, courses, employers, wordings,
// tints, and running numbers. Some fonts and layouts belong to one split only.
// The lists are in split.go, and beside each list that has two forms.
//
// # Truth
//
// Fields holds only what stands on the paper, in the canonical forms of the
// contracts. Where those leave a choice:
//
//   - major is as printed, with its class or direction in brackets: 土木类（土木工程）
//   - study_form of a diploma is as printed where it is printed (函授, 业余,
//     脱产, 夜大学, 网络教育); a self-study diploma says 自学考试, and an ordinary
//     one mostly says nothing
//   - school of a self-study diploma is the examining university (主考学校)
//   - level of a paper that prints 大专, 高职（专科） or 大学本科 is 专科 or 本科
//   - enrollment_date is a month on a diploma and a day on a registration form;
//     graduation_date of a work certificate is a month
//   - work_start and work_end are months; work_end is 至今 where the text knows
//     no end, and its quad then holds 今 or 至今
//   - years and total_years are plain numbers whatever they are printed in
//     (9, 九, 玖, 壹拾贰); a certificate with one number has years only
//   - employer is the name in the signature block; a table's rows are in
//     Periods, and what stands only there is in no field of its own
//   - contact is the handler (经办人, 联系人), printed or signed
//
// A quad encloses the value as printed, without its label. For a value that
// wraps, it is the upright rectangle around all its parts; for a date printed
// into a form it holds the form's 年 月 日 too.
//
// # Machine
//
// Fonts are those of Debian packages; CheckFonts names what is missing.
package specimen
