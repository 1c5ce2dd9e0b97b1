namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Images without a mask.</summary>
internal static class Unmasked
{
    /// <summary>How many were left out, in a sentence; none where there are none.</summary>
    public static IEnumerable<string> Notes(IReadOnlyCollection<string> images) =>
        images.Count == 0 ? [] : [LeftOutFiles.Note("image has no mask", "images have no mask", images)];
}
