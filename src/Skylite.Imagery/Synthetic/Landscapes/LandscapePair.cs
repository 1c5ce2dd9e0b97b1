namespace Skylite.Imagery.Synthetic.Landscapes;

/// <summary>One landscape on two dates.</summary>
/// <param name="Before">What there is on the first date.</param>
/// <param name="After">What there is on the second: other crops, leaves and cars always, and what the changes did.</param>
/// <param name="Changes">Ids of the changes, in the order in which they happened; may be empty.</param>
public sealed record LandscapePair(Scene Before, Scene After, IReadOnlyList<string> Changes);
