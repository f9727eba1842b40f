// What we make and sell: the kinds of things that stand at the customers.
export { getProduct } from './queries/list-products.ts'
