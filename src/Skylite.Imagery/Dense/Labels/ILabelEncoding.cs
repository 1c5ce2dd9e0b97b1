namespace Skylite.Imagery.Dense.Labels;

/// <summary>How a mask says the classes of its pixels.</summary>
public interface ILabelEncoding
{
    /// <summary>The classes in the order of their indices.</summary>
    IReadOnlyList<DenseClass> Classes { get; }

    /// <summary>Turns pixels of a mask into class indices.</summary>
    /// <param name="mask">Bytes, pixel after pixel, <paramref name="bands"/> each.</param>
    /// <param name="bands">Bands of the mask.</param>
    /// <param name="labels">One index for each pixel; <see cref="LabelValue.Ignore"/> where there is no class.</param>
    /// <returns>Number of pixels that mean neither a class nor nothing.</returns>
    int Decode(ReadOnlySpan<byte> mask, int bands, Span<byte> labels);
}
