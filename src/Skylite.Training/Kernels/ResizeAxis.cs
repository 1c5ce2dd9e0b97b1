namespace Skylite.Training.Kernels;

/// <summary>One axis that a Resize changes.</summary>
/// <param name="Axis">The axis, 0 or more.</param>
/// <param name="From">Length before.</param>
/// <param name="To">Length after.</param>
/// <param name="Scale">To ÷ From as the node states it; rounding makes it differ from the quotient.</param>
/// <param name="Start">Where the region begins that is resized, as a share of the axis.</param>
/// <param name="End">Where the region ends.</param>
internal sealed record ResizeAxis(int Axis, int From, int To, float Scale, float Start, float End)
{
    /// <summary>Whether the axis differs afterwards.</summary>
    public bool Changes => From != To || Scale != 1;

    /// <summary>
    /// Where an element of the result lies on the axis before, in the 32-bit arithmetic of
    /// the deploying runtime, whose rounding decides which neighbour is nearest.
    /// </summary>
    /// <param name="index">Number of the element in the result.</param>
    /// <param name="transformation">ONNX's <c>coordinate_transformation_mode</c>.</param>
    public float Coordinate(int index, string transformation)
    {
        switch (transformation)
        {
            case "asymmetric":
                return Scale == 1 ? index : index / Scale;
            case "align_corners":
                return To == 1 ? 0 : (float)index * (From - 1) / (To - 1);
            case "pytorch_half_pixel":
                return To > 1 ? HalfPixel(index) : 0;
            case "tf_half_pixel_for_nn":
                return (index + 0.5f) / Scale;
            case "half_pixel_symmetric":
                var adjustment = To / (Scale * From);
                return (From / 2f * (1 - adjustment)) + HalfPixel(index);
            case "tf_crop_and_resize":
                return To > 1
                    ? (Start * (From - 1)) + (index * (End - Start) * (From - 1) / (To - 1))
                    : 0.5f * (Start + End) * (From - 1);
            default:
                return HalfPixel(index);
        }
    }

    private float HalfPixel(int index) => ((index + 0.5f) / Scale) - 0.5f;
}
