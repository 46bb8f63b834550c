// What the scripts are held to besides their types; prettier alone decides how they are set.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/*", "!overrides/", "!overrides/assets/", "!overrides/assets/scripts/**"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2022, globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines-per-function": ["error", { max: 100, skipBlankLines: true, skipComments: true }],
      "no-implicit-globals": "error",
      "no-nested-ternary": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      // TypeScript knows what there is.
      "no-undef": "off",
      // hooks/asset_bundle.py takes away what begins a line: it must mean nothing.
      "no-restricted-syntax": [
        "error",
        { selector: "TemplateElement[value.raw=/\\n/]", message: "One line for a template text." },
      ],
    },
  },
];
