package io.reflux.robustness.attack.gradient;

/**
 * Steps of one length along the steepest direction, projected each time (Kurakin et al. 2016, Madry
 * et al. 2017). A step that leaves the image where it is ends the try: the same image has the same
 * gradient, so all later steps would too.
 *
 * @param ball where to stay
 * @param steps of a try
 * @param stepSize length of a step; 0 = {@link Ball#path} of the radius divided by the steps
 */
record ProjectedSteps(Ball ball, int steps, double stepSize) implements Climb {

  @Override
  public boolean advance(Visit visit) {
    Place place = visit.place();
    float[] before = place.image();
    visit.climb(ball, stepSize > 0 ? stepSize : ball.path() * place.radius() / steps);
    return !place.holds(before);
  }
}
