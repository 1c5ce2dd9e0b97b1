namespace Skylite.Workbench.Reports;

/// <summary>A figure of quality over one or several seeds.</summary>
/// <param name="Mean">The mean over the seeds.</param>
/// <param name="Deviation">The sample standard deviation over the seeds; 0 for one seed.</param>
/// <param name="Seeds">The number of seeds.</param>
public sealed record Score(double Mean, double Deviation = 0, int Seeds = 1)
{
    /// <summary>Summarises the figures of several seeds.</summary>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static Score Of(params IReadOnlyList<double> figures)
    {
        if (figures.Count == 0)
        {
            throw new ArgumentException("A score needs the figure of at least one seed.", nameof(figures));
        }

        var mean = figures.Average();
        var spread = figures.Count == 1 ? 0 : Math.Sqrt(figures.Sum(f => (f - mean) * (f - mean)) / (figures.Count - 1));
        return new Score(mean, spread, figures.Count);
    }
}
