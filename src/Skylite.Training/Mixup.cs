using Skylite.Native.Torch;
using Skylite.Training.Losses;

namespace Skylite.Training;

/// <summary>Mixes each sample of a batch with another one (Zhang et al., 2018, eq. 1): one share per batch, drawn from Beta(α, α).</summary>
public static class Mixup
{
    /// <summary>Mixes a batch.</summary>
    /// <param name="inputs">One for each date, N × C × H × W.</param>
    /// <param name="labels">Class indices, N or N × H × W.</param>
    /// <param name="alpha">Strength, above 0; 0.2 is usual.</param>
    /// <param name="random">Decides share and partners.</param>
    /// <returns>New pixels and the targets of both partners.</returns>
    public static (TorchTensor[] Inputs, LossTargets Targets) Apply(TorchTensor[] inputs, TorchTensor labels, double alpha, Random random)
    {
        var share = Beta(alpha, random);
        var partners = Enumerable.Range(0, (int)labels.Shape[0]).Select(i => (long)i).ToArray();
        random.Shuffle(partners);
        using var order = TorchTensor.From<long>(partners, partners.Length);
        return ([.. inputs.Select(input => Aten.Lerp(Aten.IndexSelect(input, 0, order), input, share))],
            new LossTargets(labels, Aten.IndexSelect(labels, 0, order), share));
    }

    /// <summary>A number from Beta(α, α).</summary>
    internal static double Beta(double alpha, Random random)
    {
        var x = Gamma(alpha, random);
        var y = Gamma(alpha, random);
        return x + y == 0 ? 0.5 : x / (x + y);
    }

    // Marsaglia and Tsang (2000); below 1 through Gamma(α) = Gamma(α + 1) · U^(1/α).
    private static double Gamma(double alpha, Random random)
    {
        if (alpha < 1)
        {
            return Gamma(alpha + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / alpha);
        }

        var d = alpha - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
