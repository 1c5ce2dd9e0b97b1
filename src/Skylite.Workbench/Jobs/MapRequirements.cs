namespace Skylite.Workbench.Jobs;

/// <summary>Whether what is asked of a map makes sense.</summary>
internal static class MapRequirements
{
    /// <summary>Checks the options.</summary>
    /// <param name="options">What a job is asked to do.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there are no polygons that it could be for.</exception>
    public static void Require(InferOptions options)
    {
        if (options.Sieve < 0)
        {
            throw new ArgumentException(Invariant($"--sieve is a number of pixels, 0 or more, not {options.Sieve}."));
        }

        Require(options, "--min-area", options.MinimumArea, "an area in m²");
        Require(options, "--simplify", options.Simplify, "a distance in units of the map's coordinates");
    }

    private static void Require(InferOptions options, string name, double value, string meaning)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentException(Invariant($"{name} is {meaning}, 0 or more, not {value}."));
        }

        if (value > 0 && !options.Vector)
        {
            throw new ArgumentException($"{name} is about polygons, and none are written: add --vector, or leave {name} out.");
        }
    }
}
