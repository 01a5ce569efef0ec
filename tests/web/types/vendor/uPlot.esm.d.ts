/** The build puts uPlot into the folder vendor/ of the site's scripts. */
export { default } from "uplot";
