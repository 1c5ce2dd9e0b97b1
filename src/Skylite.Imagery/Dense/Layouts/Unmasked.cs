namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Images without a mask.</summary>
internal static class Unmasked
{
    /// <summary>How many were left out, in a sentence; none where there are none.</summary>
    public static IEnumerable<string> Notes(IReadOnlyCollection<string> images) => images.Count == 0 ? []
        : [FormattableString.Invariant($"{images.Count} {(images.Count == 1 ? "image has" : "images have")} no mask, such as '{images.First()}': left out")];
}
