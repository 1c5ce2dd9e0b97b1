namespace Skylite.Compression.Quantization;

/// <summary>Watches one activation over a stream of batches in bounded memory and proposes its range.</summary>
public interface IObserver
{
    /// <summary>Takes in one buffer.</summary>
    /// <param name="values">All elements of the activation for one batch, in any order.</param>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    void Observe(ReadOnlySpan<float> values);

    /// <summary>The range to quantise, from all that was seen.</summary>
    /// <exception cref="InvalidOperationException">Nothing was observed.</exception>
    ActivationRange Range();
}
