namespace Skylite.Compression.Quantization;

/// <summary>The values of one batch, valid until the next batch is read.</summary>
public interface IActivationBatch
{
    /// <summary>The elements of a value.</summary>
    /// <param name="value">One of the names that were asked for.</param>
    /// <returns>Row-major elements.</returns>
    ReadOnlySpan<float> Data(string value);

    /// <summary>The extents of a value, the batch first.</summary>
    /// <param name="value">One of the names that were asked for.</param>
    IReadOnlyList<long> Shape(string value);
}
