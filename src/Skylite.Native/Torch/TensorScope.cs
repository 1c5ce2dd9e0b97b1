using System.Buffers;

namespace Skylite.Native.Torch;

/// <summary>
/// A region of one thread at whose end every tensor created in it is freed, except those that were kept. Scopes nest; a training
/// step is one scope, from the batch to the optimiser's step.
/// </summary>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? t_current;

    private readonly TensorScope? _outer;
    private TorchTensor[] _tensors = ArrayPool<TorchTensor>.Shared.Rent(64);
    private int _count;
    private bool _ended;

    /// <summary>Begins a scope inside the current one of this thread.</summary>
    public TensorScope()
    {
        _outer = t_current;
        t_current = this;
    }

    /// <summary>The innermost scope of this thread; null if there is none.</summary>
    public static TensorScope? Current => t_current;

    /// <summary>Moves a tensor to the scope around this one; the caller owns it if there is none.</summary>
    /// <param name="tensor">A tensor of this scope; one of another owner is left alone.</param>
    /// <returns>The same tensor.</returns>
    public TorchTensor Keep(TorchTensor tensor)
    {
        if (ReferenceEquals(tensor.Scope, this))
        {
            tensor.MoveTo(_outer);
        }

        return tensor;
    }

    /// <summary>Frees what was not kept.</summary>
    /// <exception cref="InvalidOperationException">A scope begun inside this one has not ended, or another thread began this one.</exception>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        if (!ReferenceEquals(t_current, this))
        {
            throw new InvalidOperationException("A tensor scope ended out of order: scopes nest, and end on the thread that began them.");
        }

        _ended = true;
        t_current = _outer;
        for (var i = _count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_tensors[i].Scope, this))
            {
                _tensors[i].Dispose();
            }
        }

        ArrayPool<TorchTensor>.Shared.Return(_tensors, clearArray: true);
        _tensors = [];
        _count = 0;
    }

    internal void Add(TorchTensor tensor)
    {
        if (_count == _tensors.Length)
        {
            var larger = ArrayPool<TorchTensor>.Shared.Rent(2 * _count);
            Array.Copy(_tensors, larger, _count);
            ArrayPool<TorchTensor>.Shared.Return(_tensors, clearArray: true);
            _tensors = larger;
        }

        _tensors[_count++] = tensor;
    }
}
