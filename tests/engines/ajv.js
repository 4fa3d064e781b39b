// Compiles each schema and validates its documents with Ajv as it comes: patterns in
// Unicode mode, ids as URIs.  stdin: [{schema, documents}] → stdout: [[error, …], …]
const Ajv2020 = require("ajv/dist/2020").default;
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = cases.map(({ schema, documents }) => {
  try {
    const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
    const validate = ajv.compile(schema);
    return documents.flatMap((d) => (validate(d) ? [] : [ajv.errorsText(validate.errors)]));
  } catch (fault) {
    return [String(fault)];
  }
});
console.log(JSON.stringify(told));
