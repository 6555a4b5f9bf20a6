/** Runs in the page: what it is given and what it measures are plain JSON. */
export function measureInPage(input: object): Promise<object>
