namespace Skylite.Compression.Pruning.Allocation;

/// <summary>Rounds numbers of channels to what vector units fill.</summary>
/// <remarks>
/// Convolutions run over blocks of 16 channels (AVX-512) or 8 (AVX2, NEON): 17 channels take the time of 32. Families narrower than two blocks are
/// rounded to half blocks, those narrower than one to quarter blocks (or not at all), so that they can shrink; there a half-filled block costs no more
/// time than a full one, and file size still falls.
/// </remarks>
public static class ChannelAlignment
{
    /// <summary>The number of groups to keep that is nearest to a wish and fills blocks; halves round up.</summary>
    /// <param name="keep">The wish, in groups.</param>
    /// <param name="count">Number of groups now; the answer is at most this.</param>
    /// <param name="width">Channels per group.</param>
    /// <param name="align">Channels per block; 1 for no rounding.</param>
    public static int Round(double keep, int count, int width, int align)
    {
        if (keep >= count)
        {
            return count;
        }

        var step = Step(count * width, width, align);
        var rounded = (int)Math.Floor((keep / step) + 0.5) * step;
        return Math.Clamp(rounded, Math.Min(step, count), count);
    }

    private static int Step(int channels, int width, int align)
    {
        var block = channels >= 2 * align ? align : channels >= align ? align / 2 : channels >= align / 2 ? align / 4 : 1;
        return block <= 1 ? 1 : block / (int)System.Numerics.BigInteger.GreatestCommonDivisor(block, width);
    }
}
