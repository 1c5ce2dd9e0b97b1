namespace Skylite.Training.Statistics;

/// <summary>Mean and variance per channel, merged batch by batch (Chan et al., 1979, eqs. 2.1).</summary>
internal sealed class Moments
{
    private double[] _squares = [];
    private double _count;

    public double[] Mean { get; private set; } = [];

    public double[] Variance => Array.ConvertAll(_squares, s => s / _count);

    /// <summary>Merges the mean and the biased variance of further samples.</summary>
    public void Add(double[] mean, double[] variance, double count)
    {
        if (_count == 0)
        {
            (Mean, _squares, _count) = (mean, Array.ConvertAll(variance, v => v * count), count);
            return;
        }

        var total = _count + count;
        for (var i = 0; i < mean.Length; i++)
        {
            var difference = mean[i] - Mean[i];
            Mean[i] += difference * count / total;
            _squares[i] += (variance[i] * count) + (difference * difference * _count * count / total);
        }

        _count = total;
    }
}
