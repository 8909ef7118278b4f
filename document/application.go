package document

// Application is what one candidate declared for the review of one exam
// sitting. It is the candidate's word: the papers prove it or contradict it.
// Values are in the canonical forms of package normalize; what was not declared
// is empty or nil.
type Application struct {
	ID       string `json:"id,omitempty" yaml:"id"`
	Exam     string `json:"exam" yaml:"exam"`           // id or name in the policy files: yijian, 一级建造师
	ExamYear int    `json:"exam_year" yaml:"exam_year"` // of the sitting
	Level    string `json:"level" yaml:"level"`         // 报考级别: 考全科, 免一科, 免二科, 增项…
	// Specialty is the specialty of the exam (报考专业), not that of the study.
	Specialty string   `json:"specialty,omitempty" yaml:"specialty"`
	Subjects  []string `json:"subjects,omitempty" yaml:"subjects"`
	City      string   `json:"city,omitempty" yaml:"city"` // 市州 where the candidate signed up
	Employer  string   `json:"employer,omitempty" yaml:"employer"`

	Name      string `json:"name,omitempty" yaml:"name"`
	Sex       string `json:"sex,omitempty" yaml:"sex"`
	BirthDate string `json:"birth_date,omitempty" yaml:"birth_date"`
	IDNumber  string `json:"id_number,omitempty" yaml:"id_number"`

	// The education that the application rests on.
	EducationPath  EducationPath `json:"education_path" yaml:"education_path"`
	EducationLevel string        `json:"education_level" yaml:"education_level"` // 高中, or a level of the contracts
	// TechnicianClass is the class of a technician school, which counts as a
	// level; empty for other paths.
	TechnicianClass TechnicianClass `json:"technician_class,omitempty" yaml:"technician_class"`
	StudyForm       string          `json:"study_form,omitempty" yaml:"study_form"`
	School          string          `json:"school,omitempty" yaml:"school"`
	Major           string          `json:"major,omitempty" yaml:"major"`
	LengthYears     string          `json:"length_years,omitempty" yaml:"length_years"`
	EnrollmentDate  string          `json:"enrollment_date,omitempty" yaml:"enrollment_date"`
	GraduationDate  string          `json:"graduation_date,omitempty" yaml:"graduation_date"`
	// GraduationPlace is the province of the school (湖南), 香港, 澳门, 台湾 or a
	// country.
	GraduationPlace   string `json:"graduation_place,omitempty" yaml:"graduation_place"`
	CertificateNumber string `json:"certificate_number,omitempty" yaml:"certificate_number"`
	// Registered tells whether the register of chsi.com.cn has the diploma,
	// OnlineRecord whether a party school's own site has it, and Accredited
	// whether the course had passed its evaluation (专业评估) at graduation. Nil:
	// nobody said.
	Registered   *bool `json:"registered,omitempty" yaml:"registered"`
	OnlineRecord *bool `json:"online_record,omitempty" yaml:"online_record"`
	Accredited   *bool `json:"accredited,omitempty" yaml:"accredited"`

	WorkStart  string `json:"work_start,omitempty" yaml:"work_start"`
	Years      string `json:"years,omitempty" yaml:"years"`             // in the work that the exam names
	TotalYears string `json:"total_years,omitempty" yaml:"total_years"` // of all work

	// Titles are the ranks and qualifications that the candidate holds, as their
	// papers call them: 工程师, 初级统计, 一级建造师.
	Titles []string `json:"titles,omitempty" yaml:"titles"`
	Claims []Claim  `json:"claims,omitempty" yaml:"claims"`

	// AppliedDate is the day on which the candidate signed up for the exam, and
	// ReviewDate that on which the papers are judged; empty for today.
	AppliedDate string `json:"applied_date,omitempty" yaml:"applied_date"`
	ReviewDate  string `json:"review_date,omitempty" yaml:"review_date"`
}

// EducationPath is the way on which an education was gained. It decides which
// proof is owed. The values are public.
type EducationPath string

// The paths.
const (
	PathRegular     EducationPath = "regular"      // 普通高等教育
	PathAdult       EducationPath = "adult"        // 成人高等教育
	PathNetwork     EducationPath = "network"      // 网络教育
	PathSelfStudy   EducationPath = "self_study"   // 高等教育自学考试
	PathSecondary   EducationPath = "secondary"    // 中等专业学校
	PathHighSchool  EducationPath = "high_school"  // 普通高中
	PathTechnician  EducationPath = "technician"   // 技工院校
	PathPartySchool EducationPath = "party_school" // 党校
	PathMilitary    EducationPath = "military"     // 军队院校
	PathAbroad      EducationPath = "abroad"       // 国（境）外，含港澳台
)

// EducationPaths are all of them.
var EducationPaths = []EducationPath{
	PathRegular, PathAdult, PathNetwork, PathSelfStudy, PathSecondary, PathHighSchool, PathTechnician, PathPartySchool, PathMilitary, PathAbroad,
}

// TechnicianClass is the class of a technician school, as 湘人社发〔2019〕67号
// tells them apart.
type TechnicianClass string

// The classes.
const (
	ClassIntermediate TechnicianClass = "中级工班"
	ClassSenior       TechnicianClass = "高级工班"
	ClassTechnician   TechnicianClass = "预备技师（技师）班"
)

// TechnicianClasses are all of them.
var TechnicianClasses = []TechnicianClass{ClassIntermediate, ClassSenior, ClassTechnician}

// Claim is something that the candidate asks to be let off, and owes a proof of
// its own for. The values are public.
type Claim string

// The claims.
const (
	ClaimExemptOne      Claim = "exempt_one"      // 免一科
	ClaimExemptTwo      Claim = "exempt_two"      // 免二科
	ClaimExtraSpecialty Claim = "extra_specialty" // 增项、增报专业
)

// ApplicationClaims are all of them.
var ApplicationClaims = []Claim{ClaimExemptOne, ClaimExemptTwo, ClaimExtraSpecialty}
