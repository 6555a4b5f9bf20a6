import { deleteClinic } from '#clinics/ending'
import { setupCode } from '#clinics/setup_code'
import { people } from '#tests/people'

/** A server as on its first day. Returns the code that its console shows. */
export async function emptyServer() {
  const { nordlys, sydhavn } = await people()
  await deleteClinic(nordlys)
  await deleteClinic(sydhavn)
  return readSetupCode()
}

/** The console is where an operator reads the code; here the test listens to the console. */
export function readSetupCode() {
  const original = console.log
  let printed = ''
  console.log = (line: string) => void (printed += line)
  // Ten wrong answers, and it prints a new one.
  for (let wrong = 0; wrong < 10; wrong++) setupCode().accepts('wrong')
  console.log = original
  return printed.match(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/g)!.at(-1)!
}
