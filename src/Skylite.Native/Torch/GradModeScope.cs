namespace Skylite.Native.Torch;

/// <summary>A region in which gradients are recorded or not; it belongs to one thread and ends with what it found.</summary>
public readonly unsafe ref struct GradModeScope
{
    private readonly int _previous;

    internal GradModeScope(bool enabled)
    {
        TorchRuntime.Load();
        _previous = Shim.GradModeGet();
        Shim.GradModeSet(enabled ? 1 : 0);
    }

    /// <summary>Ends the region.</summary>
    public void Dispose() => Shim.GradModeSet(_previous);
}
