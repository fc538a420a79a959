// Signing in at another place: the button that leads there.

import { post } from "./api.js";
import { form } from "./form.js";

/** @import {Child} from "./dom.js" */

/**
 * A button that leads to the other place. What has to come along travels in the
 * body, and never in an address.
 * @param {string} path
 * @param {string} action
 * @param {() => object} body
 * @param {Child[]} [says]
 */
export function elsewhereForm(path, action, body, says = []) {
  return form(
    {
      id: "elsewhere",
      action,
      busy: "One moment…",
      class: "stack",
      look: "",
      submit: async () => {
        /** @type {{to: string}} */
        const { to } = await post(path, body());
        window.location.assign(to);
      },
    },
    says,
  );
}
