namespace Skylite.Imagery.Loading;

/// <summary>
/// Keeps missing pixels apart while an image is resized: only valid ones are weighed, so that a mark such as −9999 never mixes with measurements.
/// </summary>
/// <param name="noData">The value that marks missing pixels besides those that are not finite; null where there is none.</param>
internal sealed class MissingPixels(double? noData)
{
    // Less than half of what a pixel covers is too little to speak for it.
    private const float LeastCover = 0.5f;

    private readonly float _mark = noData is { } value ? (float)value : float.NaN;

    /// <summary>Sets missing values to 0.</summary>
    /// <param name="values">The values.</param>
    /// <param name="valid">Becomes 1 where a value is valid and 0 where it is missing.</param>
    /// <returns>Whether any is missing.</returns>
    public bool TakeOut(Span<float> values, Span<float> valid)
    {
        var any = false;
        for (var i = 0; i < values.Length; i++)
        {
            var missing = !float.IsFinite(values[i]) || values[i] == _mark;
            valid[i] = missing ? 0 : 1;
            values[i] = missing ? 0 : values[i];
            any |= missing;
        }

        return any;
    }

    /// <summary>Divides resized values by the share of valid pixels that they were made from, and marks those that had too few.</summary>
    /// <param name="values">What was resized from the values that <see cref="TakeOut"/> left.</param>
    /// <param name="cover">The valid ones, resized alike.</param>
    public void PutBack(Span<float> values, ReadOnlySpan<float> cover)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cover[i] < LeastCover ? _mark : values[i] / cover[i];
        }
    }
}
