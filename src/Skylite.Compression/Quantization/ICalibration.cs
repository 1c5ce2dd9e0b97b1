namespace Skylite.Compression.Quantization;

/// <summary>A way to choose activation ranges from a stream of values.</summary>
public interface ICalibration
{
    /// <summary>Public name in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>A fresh observer for one activation.</summary>
    IObserver CreateObserver();
}
