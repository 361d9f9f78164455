// The look that every page of the house shares, in the order of the cascade.
import 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './tokens.css'
import './base.css'
