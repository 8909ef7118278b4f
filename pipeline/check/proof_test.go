package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
	"hecha/pipeline/check"
)

func degreePaper() fields {
	return fields{
		"name": "样本甲", "sex": "男", "birth_date": "1985-03-05", "school": "湖南大学", "major": "土木工程", "degree": "工学学士",
		"discipline": "工学", "awarded_date": "2008-06-20", "certificate_number": "1053242008000123",
	}
}

func answer() fields {
	return fields{
		"name": "样本甲", "sex": "男", "id_number": id, "school": "长沙技师学院", "graduation_date": "2012-07", "certificate_number": "43012012002121",
		"verification_result": "属实", "issuer": "长沙市人力资源和社会保障局职业能力建设科", "issued_date": "2021-05-06",
	}
}

func abroad() fields {
	return fields{
		"name": "样本甲", "birth_date": "1985-03-05", "school": "早稻田大学", "country": "日本", "degree": "理学硕士", "awarded_date": "2010-03",
		"certificate_number": "教留服认日[2010]00001号", "issued_date": "2010-09-01",
	}
}

var (
	ofOffice = seals(seal("长沙市人力资源和社会保障局", document.SealOfficial))
	ofCentre = seals(seal("教育部留学服务中心", document.SealOfficial))
	ofSchool = seals(seal("湖南大学", document.SealOfficial))
)

// proofCases are those of the papers that vouch for a diploma or a degree.
var proofCases = []checkCase{
	{"a good degree", paper(document.DegreeCertificate, degreePaper(), ofSchool), nil, nil},
	{"a good answer", paper(document.SchoolStatusProof, answer(), ofOffice), nil, nil},
	{"a good certificate of a degree from abroad", paper(document.CSCSECertificate, abroad(), ofCentre), nil, nil},
	{
		"a degree of another year and rank, from another school",
		paper(document.DegreeCertificate, degreePaper().with(fields{"certificate_number": "1053332009000123"}), ofSchool),
		[]string{"degree.number_rank", "degree.number_school", "degree.number_year"},
		[]string{"awarded_date:conflict", "certificate_number:conflict", "degree:conflict", "school:conflict"},
	},
	{
		"a later degree with an old number",
		paper(document.DegreeCertificate, degreePaper().with(fields{"certificate_number": "10532420123"}), ofSchool),
		[]string{"degree.number_form"}, []string{"certificate_number:format"},
	},
	{
		"an old degree with an old number",
		paper(document.DegreeCertificate, degreePaper().with(fields{"certificate_number": "10532420123", "awarded_date": "2004-06-20"}), ofSchool), nil, nil,
	},
	{
		"a professional number for an academic degree",
		paper(document.DegreeCertificate, degreePaper().with(fields{"certificate_number": "Z1053242008C00012"}), ofSchool),
		[]string{"degree.number_profession"}, nil,
	},
	{
		"a holder too young for a degree",
		paper(document.DegreeCertificate, degreePaper().with(fields{"birth_date": "1998-03-05"}), ofSchool),
		[]string{"degree.age"}, []string{"awarded_date:conflict", "birth_date:conflict"},
	},
	{
		"an enrolment",
		paper(document.CHSIEnrolment, fields{"name": "样本甲", "enrollment_date": "2020-09-01", "expected_graduation_date": "2024-06-30"}),
		[]string{"chsi_enrolment.no_proof"}, nil,
	},
	{
		"a proof that somebody studies",
		paper(document.SchoolStatusProof, answer().with(fields{"student_status": "在读"}), ofOffice),
		[]string{"school_status_proof.no_proof"}, nil,
	},
	{
		"an enrolment that ends before it begins",
		paper(document.CHSIEnrolment, fields{"name": "样本甲", "enrollment_date": "2020-09-01", "expected_graduation_date": "2020-06-30"}),
		[]string{"chsi_enrolment.dates_order", "chsi_enrolment.no_proof"},
		[]string{"enrollment_date:conflict", "expected_graduation_date:conflict"},
	},
	{
		"an answer that does not confirm, given before the graduation",
		paper(document.SchoolStatusProof, answer().with(fields{"verification_result": "不属实", "issued_date": "2011-05-06"}), ofOffice),
		[]string{"verification.dates_order", "verification.unconfirmed"},
		[]string{"graduation_date:conflict", "issued_date:conflict"},
	},
	{"an answer without a seal", paper(document.SchoolStatusProof, answer(), seals()), []string{"verification.seal_missing"}, nil},
	{
		"an answer under the seal of somebody else",
		paper(document.SchoolStatusProof, answer(), seals(seal("湖南样本建设有限公司", document.SealOfficial))),
		[]string{"verification.seal_name"}, nil,
	},
	{
		"an answer about another person's number",
		paper(document.SchoolStatusProof, answer().with(fields{"birth_date": "1985-03-06", "sex": "女"}), ofOffice),
		[]string{"study.birth_date", "study.sex"},
		[]string{"birth_date:conflict", "id_number:conflict", "sex:conflict"},
	},
	{
		"an answer about a number that is none",
		paper(document.SchoolStatusProof, answer().with(fields{"id_number": "999999190003050011", "sex": ""}), ofOffice),
		[]string{"study.age", "study.check_digit", "study.region_unknown"},
		[]string{"id_number:check_digit", "id_number:conflict"},
	},
	{
		"a degree from abroad numbered in another year, certified before it was awarded",
		paper(document.CSCSECertificate, abroad().with(fields{"issued_date": "2008-09-01"}), ofCentre),
		[]string{"cscse.dates_order", "cscse.number_year"},
		[]string{"awarded_date:conflict", "certificate_number:conflict", "issued_date:conflict"},
	},
	{
		"a degree from abroad with a number of no form, sealed by another office",
		paper(document.CSCSECertificate, abroad().with(fields{"certificate_number": "12345"}), ofOffice),
		[]string{"cscse.issuer", "cscse.number_form"}, []string{"certificate_number:format"},
	},
}

// What agrees with the number of a degree is proven.
func TestDegreeNumberProves(t *testing.T) {
	r := check.Inspect(paper(document.DegreeCertificate, degreePaper(), ofSchool), today)
	for _, field := range []string{"certificate_number", "awarded_date", "degree", "school"} {
		if !r.Evidence.Has(field, check.ProofCertificate) {
			t.Errorf("the number does not confirm %s", field)
		}
	}
	if diff := cmp.Diff([]document.Finding(nil), r.Findings, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
